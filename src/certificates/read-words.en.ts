/** Why a file is not read as a certificate, or not taken as an attachment. */
export type ReadRefusal =
  | 'READ_EMPTY'
  | 'READ_TOO_LARGE'
  | 'READ_NOT_RECOGNISED'
  | 'READ_DAMAGED'
  | 'READ_PICTURE_TOO_LARGE'
  | 'READ_NO_CODE_IN_PICTURE'
  | 'READ_OTHER_CODE_IN_PICTURE'
  | 'READ_SEVERAL_CODES'
  | 'READ_PDF_NO_CERTIFICATE'
  | 'READ_PDF_SEVERAL'
  | 'READ_PDF_ENCRYPTED'
  | 'READ_PDF_BOMB'
  | 'READ_TYPE_NOT_ALLOWED'
  | 'READ_TYPE_MISMATCH'

export const en = {
  READ_EMPTY: 'The file is empty. Choose the file again, or scan the code on the sheet.',
  READ_TOO_LARGE:
    'The file has {bytes} bytes, more than the {limit} that are read. Scan the code alone, or save the picture smaller.',
  READ_NOT_RECOGNISED:
    'This is no certificate that can be read: it is neither a PDF, a PNG or JPEG picture, the text of a code, nor a signed statement. Save a photograph from a telephone as JPEG.',
  READ_DAMAGED:
    'The file is damaged or incomplete: {part}. Ask for it again, or scan the code on the sheet.',
  READ_PICTURE_TOO_LARGE:
    'The picture has {megapixels} million pixels, more than the {limit} million that are read. Cut out the code and try again.',
  READ_NO_CODE_IN_PICTURE:
    'No code was found in the picture. Photograph the code alone, flat, in good light and sharp, so that it fills most of the picture.',
  READ_OTHER_CODE_IN_PICTURE:
    'The code in the picture is not that of a certificate. Photograph the square code at the lower right of the certificate.',
  READ_SEVERAL_CODES:
    'The picture shows {count} different certificates. Photograph one code at a time.',
  READ_PDF_NO_CERTIFICATE:
    'The PDF carries no signed certificate. A scan saved as PDF does not: save the page as a picture, or scan its code.',
  READ_PDF_SEVERAL:
    'The PDF carries {count} different certificates, so which one it shows is not certain. Ask the issuing authority for the original, or scan the code on the sheet.',
  READ_PDF_ENCRYPTED:
    'The PDF is protected by a password. Open it, save it without protection, or scan the code on the sheet.',
  READ_PDF_BOMB:
    'The PDF unpacks to far more than a certificate holds, so it was not opened. Do not use this file; scan the code on the sheet.',
  READ_TYPE_NOT_ALLOWED:
    'A file of this kind is not taken. Attach a PDF, a PNG or JPEG picture, or plain text or CSV.',
  READ_TYPE_MISMATCH:
    'The file is named {name} and its content is {found}. Rename it as what it is, or choose another file.',
} as const satisfies Record<ReadRefusal, string>
