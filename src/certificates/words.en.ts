import { en as card } from '../participants/card-words.en.ts'
import { en as delegation } from './delegation-words.en.ts'
import {
  MAX_ATTACHMENT_NAME,
  MAX_ATTACHMENTS,
  MAX_CONTAINERS,
  MAX_NUMBER_LENGTH,
} from './limits.ts'
import type { CertificatesRefusal } from './refusals.ts'

/** ICU knows no hyphen in a choice: `send_back` is the act `send-back`, and so on. */
const ACT =
  '{act, select, save {save the draft} submit {send the application} withdraw {withdraw the application} delete {delete the application} delete_draft {delete the draft} return {return the application} issue {issue the certificate} validate {validate the certificate} send_back {send the certificate back} export {mark the goods as exported} replace {replace the certificate} void {make the certificate void} return_unused {return the certificate unused} report_lost {report the certificate lost or stolen} correct {correct the certificate} co_approve {approve as the monitor} object {object as the monitor} recall {take the validation back} present {present the goods} seals {check the seals} weigh {weigh the goods} confirm {confirm receipt} detain {detain the goods} refuse {refuse the goods} technical_return {start a technical certificate} hand_over {hand over blanks} take_back {take blanks back} other {do this}}'

const STATE =
  '{state, select, draft {the application is still a draft} submitted {the application is with the authority} returned {the application was returned to the exporter} withdrawn {the application was withdrawn} issued {the certificate has been issued} awaiting_monitor {the certificate is validated and waits for the monitor} awaiting_signature {the certificate is validated and waits for its signature} validated {the certificate has been validated} exported {the goods have left} confirmed {receipt is confirmed} replaced {another certificate replaces this one} voided {the certificate is void} returned_unused {the certificate was returned unused} lost {the certificate is reported lost or stolen} spoiled {the blank is recorded as spoiled} expected {the goods have not been presented} presented {the goods have been presented} detained {the goods are detained} discrepancy {receipt is confirmed with a discrepancy} refused {the goods were refused} other {its state has changed}}'

const ORIGIN_MODE =
  '{mode, select, single {one country} mixed_undisclosed {mixed, countries not named} mixed_listed {mixed, all countries named} other {in this way}}'

export const en = {
  ...delegation,
  VALUES_CARATS: 'This is not a weight in carats. Write digits and a point, for example 12.30.',
  VALUES_CARATS_DECIMALS:
    'The weight has more than two decimals. Round it to two decimals by your own rule and type it again.',
  VALUES_CARATS_NOT_POSITIVE:
    'The weight is zero or less. Type the weight of the stones in carats, 0.01 or more.',
  VALUES_CARATS_TOO_LARGE:
    'The weight is more than 100 million carats. Check the decimal point and the unit: 1 gram is 5 carats.',
  VALUES_USD:
    'This is not a value in US dollars. Write digits and a point, without a currency sign, for example 4500.00.',
  VALUES_USD_DECIMALS:
    'The value has more than two decimals. Round it to two decimals by your own rule and type it again.',
  VALUES_USD_NOT_POSITIVE:
    'The value is zero or less. Type the value in US dollars, 0.01 or more (Core Document, Annex I).',
  VALUES_USD_TOO_LARGE:
    'The value is more than 10 billion US dollars. Check the decimal point and the currency.',
  VALUES_TEXT: 'Words are expected here, and something else arrived. Type it again.',
  VALUES_TEXT_EMPTY: 'Only spaces stand here. Type the text.',
  VALUES_TEXT_TOO_LONG: 'This text is too long for its place. Shorten it.',
  VALUES_TEXT_CONTROL:
    'This text holds a character that cannot be seen or printed. Delete the text and type it by hand.',
  VALUES_TEXT_DIRECTION:
    'This text holds a hidden mark that changes the order of the letters. Delete the text and type it by hand.',
  VALUES_RECORD: 'This part did not arrive in one piece. Reload the page and send it again.',
  VALUES_UNKNOWN_FIELD: 'This field does not belong here. Remove it and send the rest again.',
  VALUES_LIST:
    'A list is expected here, and something else arrived. Reload the page and try again.',
  VALUES_LIST_TOO_LONG:
    'This list is too long: at most {max} lines. Remove lines, or divide the goods between two applications.',
  VALUES_LIST_TOO_SHORT:
    'This list is too short: at least {min, plural, one {one line} other {# lines}}. Add what is missing.',
  VALUES_CHOICE: 'This is not one of the choices. Choose one from the list.',
  VALUES_REQUIRED: 'This is not filled in. Fill it in.',
  VALUES_YES: 'This has to be confirmed. Read it, and tick the box if it is true.',
  VALUES_HS:
    'Only 7102.10, 7102.21 and 7102.31 are rough diamonds (Core Document, section I). Choose one of the three. Worked stones, synthetic stones and dust need no certificate.',
  VALUES_COUNTRY: 'This is not the code of a country. Choose the country from the list.',
  VALUES_PARTICIPANT:
    'This is not the code of a Participant. Choose it from the list. The European Union is one Participant, EU.',
  VALUES_DAY:
    'This is not a day of the calendar. Write year, month and day, for example 2026-11-21.',

  CERTIFICATES_NUMBER: `This is not a certificate number. It begins with the two letters of the issuing Participant, then at most ${MAX_NUMBER_LENGTH} digits or letters (Core Document, Annex I). Read it from the sheet again.`,
  CERTIFICATES_ORIGIN_COUNTRIES:
    '{mode, select, single {For one origin, name exactly one country.} mixed_undisclosed {For a mixed origin that is not named, leave the countries empty.} other {For a mixed origin that is named, name two or more different countries.}} See Core Document, Annex I.',
  CERTIFICATES_TOTAL_TOO_LARGE:
    'All lines together are more than 100 million carats or 10 billion US dollars. Check the decimal points.',
  CERTIFICATES_TECHNICAL_WITHOUT_NUMBER:
    'A technical certificate returns goods that came under another certificate. Give the number of that certificate.',
  CERTIFICATES_RETURN_WITHOUT_NUMBER:
    'Unsold goods that go back travel on a new certificate, linked to the first. Give the number of the certificate under which they came.',
  CERTIFICATES_TRANSIT:
    'A Participant stands twice on the way, or the issuer or the destination is named as transit. Name each transit once, without those two.',
  CERTIFICATES_DRAFT_TOO_LARGE:
    'This draft is too large to be saved. Remove lines or shorten the remarks, and attach long lists as documents.',

  CERTIFICATES_NOT_FOUND: 'Nothing is known under this number. Read it from the sheet again.',
  CERTIFICATES_ROLE: `Your account may not ${ACT}. Ask a colleague whose role it is, or your administrator.`,
  CERTIFICATES_STATE: `You wanted to ${ACT}, but ${STATE}. Open the page again: it shows what can be done now.`,
  CERTIFICATES_SAME_OFFICER:
    'You issued this certificate, so another officer validates it. Two persons look at every certificate. Ask a colleague.',
  CERTIFICATES_MONITOR_OF_THE_HOUSE:
    'Only a monitor from outside decides this: somebody with no other role here today, and neither of the two officers of this certificate.',
  CERTIFICATES_SUPERVISION_OVER:
    'The supervision is over, or no longer comes before the signature. The validating officer takes the validation back and validates again: then it is signed at once.',
  CERTIFICATES_PASSKEY_NEEDED:
    'This takes your passkey: you sign in person what you issue or validate. Nothing is done yet. Open the page again and confirm with your passkey.',
  CERTIFICATES_PASSKEY_NOT_LISTED:
    'The signer asks for a passkey of yours that stands in its list of officers, and this account has none. Nothing is done. Ask your key officers to put your passkey into the list.',
  CERTIFICATES_PASSKEY_REFUSED:
    'The answer of the passkey does not belong to your account. Nothing is done. Confirm again with a passkey of your own.',
  CERTIFICATES_SIGNED_OTHER:
    'What you confirmed with your passkey is not what would be signed now: something was changed meanwhile, the number was taken by a colleague, or more than five minutes went by. Nothing is done. Look once more and confirm again.',
  CERTIFICATES_CARD_NEEDED:
    'The law of your authority asks for the signature of your own card beside it. Fetch the file to sign, sign it with your card, and choose the signature.',
  CERTIFICATES_CARD_NOT_ASKED:
    'Your profile asks for no signature by a card today. Leave it away, or ask who maintains the profile.',
  CERTIFICATES_CARD_OTHER:
    'This is the card {subject}, which is not registered as yours. Use your own card, or register it first; a second officer approves that.',
  CERTIFICATES_CARD_TAKEN:
    'This card was registered before. A card belongs to one officer, and one that was ended stays ended.',
  CERTIFICATES_DRAFT_CHANGED:
    'Somebody else saved this draft after you had opened it. Your last change is not saved. Open the draft again and enter it there.',
  CERTIFICATES_DRAFT_SEEN:
    'Somebody else has opened this draft, or it was handed in before, so nobody deletes it alone. Withdraw it, or ask an officer of the authority to propose that it be deleted.',
  CERTIFICATES_WAS_ISSUED:
    'A number was used for this application, so it belongs to the record of that number and is not deleted.',
  CERTIFICATES_MUST_KEEP:
    'The law keeps an application that was handed in until {until} ({source}). It can be deleted from that day on.',
  CERTIFICATES_DESTINATION_STANDING:
    'Goods may not go to {destination} today. {why} Choose another destination, or wait until this changes.',
  CERTIFICATES_OWN_STANDING:
    'Your Participant may not export rough diamonds today. {why} Nothing can be issued. Ask your focal point.',
  CERTIFICATES_SAME_PARTICIPANT:
    'The goods stay inside one Participant: {destination} is your own. A certificate is for goods that leave a Participant (Core Document, section I). None is needed here.',
  CERTIFICATES_ORIGIN_MODE: `Your Participant does not issue certificates with this kind of origin today: ${ORIGIN_MODE}. State the origin in another way.`,
  CERTIFICATES_CHECK_STOPS:
    '{check, select, CHECK_LEGAL_LIST {The law of the destination does not name your Participant today, so the goods would be stopped there.} CHECK_ORIGIN_ACCEPTED {The destination does not accept an origin that is stated in this way.} CHECK_SAME_GOODS {The same goods stand in {other}. One shipment has one certificate (Core Document, section I).} other {A check says stop.}} Nothing is issued. Return the application, or write why you issue it all the same.',
  CERTIFICATES_CHECK_NOT_STOPPING:
    'You answered a check that does not say stop now, or one check twice. Open the application again and answer each check that says stop, once.',
  CERTIFICATES_REASON_TOO_SHORT:
    'This reason is too short to tell anybody why. Write at least {min} characters: the next officer reads it.',
  CERTIFICATES_NO_BLANK:
    'No blank is left in stock, so nothing was issued. Ask the stationery custodian to enter new numbers.',
  CERTIFICATES_BLOCK_NOT_WITNESSED:
    'Number {number} is of a block that was announced a moment ago and is not witnessed yet, so nothing was issued. Try again in a minute; if it lasts, ask your key officers whether the witnesses answer.',
  CERTIFICATES_NUMBER_LOGGED:
    'Your log has a certificate with the number {number} already: it was signed before an older copy of this database was restored, and it is good. Nothing was signed. Do not close this one, which would close the other too: apply anew for these goods if they are others, and tell whoever looks after this node.',
  CERTIFICATES_NOT_LOGGED:
    'There is no proof yet that this certificate is logged: the log of its authority has not been published with it. Ask again in an hour. The certificate is good without the proof.',
  CERTIFICATES_NUMBER_NOT_IN_STOCK:
    'This number is not among the blanks in stock. Read it from the blank again, or ask the stationery custodian.',
  CERTIFICATES_NUMBER_TAKEN:
    'This number has been used already. A number is used once (Core Document, Annex I). Take the next blank.',
  CERTIFICATES_NUMBER_HELD:
    'The blank {number} is in the hands of {holder}. Take one of your own or the next in stock, or ask the stationery custodian.',
  CERTIFICATES_RUN_SHAPE:
    'The last number comes before the first or is not in the same block. A run lies in one block. Check both numbers.',
  CERTIFICATES_RUN_TOO_LONG:
    'This run is too long: at most {max} blanks change hands at once. Check the last number.',
  CERTIFICATES_RUN_NOT_IN_STOCK:
    'The blank {number} is not in stock: {state, select, allotted {it is in the hands of {holder}} used {it was used} spoiled {it is recorded as spoiled} returned {it is recorded as returned} other {its state has changed}}. Nothing was handed over. Choose a run that is whole in stock.',
  CERTIFICATES_RUN_NOT_HELD:
    'The blank {number} is in nobody’s hands: {state, select, in_stock {it is in stock} used {it was used} spoiled {it is recorded as spoiled} returned {it is recorded as returned} other {its state has changed}}. Nothing was taken back. Open the page again: it shows who holds what.',
  CERTIFICATES_NOT_ISSUING:
    'Blanks are handed to an officer of your authority who issues certificates, and none was chosen. Choose one from the list.',
  CERTIFICATES_CODE_TOO_LONG:
    'The particulars do not fit into the printed code: {bytes} bytes, at most {max}. Shorten the names and places, or use fewer seals. Full addresses stay in the application.',
  CERTIFICATES_GOODS_DIFFER:
    'The goods differ from the declaration under HS code {hs}: {declared} ct declared, {found} ct found. Weigh again. If it stays so, send the certificate back and do not validate it.',
  CERTIFICATES_PARCELS_DIFFER:
    'The number of parcels differs from the declaration: {declared} declared, {found} found. Count again. If it stays so, send the certificate back and do not validate it.',
  CERTIFICATES_SEAL_TWICE:
    'The seal number {seal} stands twice. Each seal has its own number. Read the seals again.',
  CERTIFICATES_SEALS_TOO_MANY: `There are too many seals for one certificate: at most {max}, on at most ${MAX_CONTAINERS} containers. Use fewer, or divide the goods between two certificates.`,
  CERTIFICATES_EXPIRED:
    'This certificate has expired, so it can no longer cover a shipment (Core Document, Annex I). Return it unused and issue a new one.',
  CERTIFICATES_ALREADY_EXPORTED:
    'The goods have left, so the certificate can no longer be replaced. Send a signed correction to the importing authority, or make the certificate void.',
  CERTIFICATES_ORIGINAL_NOT_SURRENDERED:
    'A certificate is replaced only when its original is handed in. Take the original from the exporter first, then confirm that you hold it. If it is lost, report it lost.',
  CERTIFICATES_FIELD_NOT_CORRECTABLE:
    'This field cannot be corrected after signing. If it is wrong, make the certificate void and issue a new one.',
  CERTIFICATES_NOTHING_CORRECTED:
    'The new value is the same as the old one. Type the right value, or leave the certificate as it is.',
  CERTIFICATES_NOT_PRESENTED:
    'These goods have not been presented. Scan the certificate or type its number first.',
  CERTIFICATES_SEALS_NOT_CHECKED:
    'The seals have not been checked. Check each seal against the certificate first.',
  CERTIFICATES_NOT_WEIGHED:
    'The goods have not been weighed. Weigh them first and enter the weight for each HS code.',
  CERTIFICATES_ALREADY_CONFIRMED:
    'Receipt of this certificate is confirmed already. One certificate is confirmed once. Compare the goods before you with the first confirmation.',
  CERTIFICATES_VERDICT_INVALID:
    'The check of this certificate says INVALID, so receipt cannot be confirmed (Core Document, section III(b)). Detain or refuse the goods and call the issuing authority. Once it has answered, present the certificate again.',
  CERTIFICATES_TWIN_PRESENTED:
    'Another certificate was presented under this number than the one that its issuer announced. Detain the goods and call the issuing authority. Receipt can be confirmed when the announced one is presented.',
  CERTIFICATES_RECEIVED_ON:
    'The day of receipt lies before the day of issue or after today. Type the day on which the goods were received.',
  CERTIFICATES_NOT_DESTINATION:
    'This certificate is made out for another Participant. Only the destination confirms receipt. Ask the issuing authority what to do with the goods.',
  CERTIFICATES_CONSIGNEE_CONFIRMS:
    'In your Participant the consignee confirms receipt, not the authority. Ask the consignee to confirm.',
  CERTIFICATES_DOCUMENT_UNREADABLE:
    'No certificate could be read from this. Scan the code again in good light, choose another picture, or type the number.',

  CERTIFICATES_ATTACHMENT_NAME: `The name of this file cannot be used. Give it a name of at most ${MAX_ATTACHMENT_NAME} letters, digits, spaces or dashes.`,
  CERTIFICATES_ATTACHMENT_TYPE:
    'This file is not a PDF document or a JPEG or PNG picture, whatever its name says. Save it as one of these and attach it again.',
  CERTIFICATES_ATTACHMENT_TOO_LARGE:
    'This file is larger than 10 megabytes. Scan it with a lower resolution, or divide it.',
  CERTIFICATES_ATTACHMENTS_TOO_MANY: `At most ${MAX_ATTACHMENTS} documents are attached here. Remove one, or join several pages in one file.`,
  CERTIFICATES_DOSSIER_CLOSED:
    'The certificate is signed or closed, and its documents are closed with it. Nothing is attached or removed any more. Keep the file with your own papers.',
  CERTIFICATES_DOSSIER_FORM:
    'This is not what a node gives of a dossier ({field}). Fetch it anew from the page of the certificate, “What both signed”.',

  CERTIFICATES_BLOCK_DIFFERS:
    'The number block that begins with {number} is not the one that was signed: its row in the database says something else. Nothing was signed. Keep a copy of the database and call the auditor.',
  CERTIFICATES_BLOCK_SHAPE:
    'The last number comes before the first, or has more digits than the numbers have. Check both numbers.',
  CERTIFICATES_BLOCK_SERIES:
    'The series does not begin with the two letters of your Participant (Core Document, Annex I). Type the series as it is printed on the blanks.',
  CERTIFICATES_BLOCK_TOO_LARGE: `This run is too long: at most one million numbers, each with at most ${MAX_NUMBER_LENGTH} digits and letters after the country code. Check the last number.`,
  CERTIFICATES_BLOCK_OVERLAPS:
    'Some of these numbers are announced already. A number is used once (Core Document, Annex I). Begin after the last announced number.',
  CERTIFICATES_BLOCK_TOO_MANY:
    'This authority has announced as many runs of numbers as a verifier can carry. Ask those who maintain the program before you announce another.',
  ...card,
} as const satisfies Record<CertificatesRefusal, string>
