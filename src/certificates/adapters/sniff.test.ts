import { describe, expect, it } from 'vitest'
import { mediaTypeOf } from './sniff.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'))
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])
const PDF = bytes('%PDF-1.7\n')
const INVOICE = bytes('Invoice 17\n3 parcels\t1,204.57 ct\nMbuji-Mayi, le 21 novembre: payé\n')

describe('what an attachment is', () => {
  it.each([
    ['invoice.pdf', PDF, 'application/pdf'],
    ['INVOICE.PDF', PDF, 'application/pdf'],
    ['stone.png', PNG, 'image/png'],
    ['stone.jpg', JPEG, 'image/jpeg'],
    ['stone.jpeg', JPEG, 'image/jpeg'],
    ['list.txt', INVOICE, 'text/plain'],
    ['list.csv', bytes('hs;carats\n7102.31;204,57\n'), 'text/csv'],
  ])('%s is taken', (name, content, type) => {
    expect(mediaTypeOf(content, name)).toEqual({ ok: true, value: type })
  })

  it.each([
    ['a page', 'list.txt', bytes('<!DOCTYPE html><script>alert(1)</script>')],
    ['a page behind other words', 'list.txt', bytes('Invoice\n<SCRIPT src=x>')],
    ['a drawing that may hold a script', 'stone.svg', bytes('<svg xmlns="x"/>')],
    ['a drawing under another name', 'list.csv', bytes('<?xml version="1.0"?><svg/>')],
    ['a script', 'list.txt', bytes('#!/bin/sh\nrm -rf /')],
    ['PostScript', 'list.txt', bytes('%!PS-Adobe-3.0')],
    ['a program', 'list.txt', Uint8Array.from([0x4d, 0x5a, 0x90, 0])],
    ['an archive', 'list.pdf', bytes('PK\u0003\u0004')],
    ['text that is not UTF-8', 'list.txt', Uint8Array.from([0x70, 0x61, 0x79, 0xe9])],
    ['text that turns its direction', 'list.txt', bytes('total \u202e000.1')],
    ['a name without an ending', 'invoice', PDF],
    ['a second ending', 'invoice.pdf.exe', PDF],
    ['a PDF that begins later', 'invoice.pdf', bytes('GIF89a\u0001%PDF-1.7')],
  ])('%s is not', (_, name, content) => {
    expect(mediaTypeOf(content, name)).toMatchObject({
      refusals: [{ code: 'READ_TYPE_NOT_ALLOWED' }],
    })
  })

  it.each([
    ['invoice.png', PDF],
    ['stone.jpg', PNG],
    ['invoice.pdf', INVOICE],
    ['list.txt', JPEG],
  ])('a file whose name says something else, %s, is told so', (name, content) => {
    expect(mediaTypeOf(content, name)).toMatchObject({
      refusals: [{ code: 'READ_TYPE_MISMATCH', detail: { name } }],
    })
  })

  it('an empty file is empty', () => {
    expect(mediaTypeOf(new Uint8Array(), 'a.pdf')).toMatchObject({
      refusals: [{ code: 'READ_EMPTY' }],
    })
  })
})
