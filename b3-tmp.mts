import { benchRegister } from '/work/main/src/main/bench-register.ts'
console.log(JSON.stringify((await benchRegister(3)).value.json))
