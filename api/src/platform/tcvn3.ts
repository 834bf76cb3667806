/** TCVN 5712:1993, from 0x80 on; fonts of the .VnTime family show the same bytes, so old papers and their names use it. */
const high = [
  'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ',
  '\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ',
  'ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò',
  'ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ',
].join('')

/** Text in TCVN 5712 (“TCVN3”, “ABC”), as Vietnamese machines wrote it before Unicode. */
export const tcvn3 = (bytes: Buffer) =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (high[byte - 0x80] ?? ''))).join('')
