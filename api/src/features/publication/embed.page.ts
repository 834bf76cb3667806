import type { PublicResult } from '@thuoc/shared'

type Language = 'vi' | 'en'

const words = {
  vi: {
    title: 'Kết quả chuyển đổi số đã công bố',
    year: 'Năm học',
    level: 'Mức',
    certificate: 'Giấy chứng nhận',
    empty: 'Chưa có kết quả nào được công bố.',
    more: 'Xem tất cả trên trang tra cứu',
    sample: 'Bộ chỉ số minh hoạ',
  },
  en: {
    title: 'Published results of digital transformation',
    year: 'School year',
    level: 'Level',
    certificate: 'Certificate',
    empty: 'No result has been published yet.',
    more: 'See all of them on the public pages',
    sample: 'An illustration, not an official set',
  },
} satisfies Record<Language, Record<string, string>>

const style = `
:root{color-scheme:light}
body{margin:0;padding:12px;font:15px/1.5 "Be Vietnam Pro",system-ui,sans-serif;color:#1d2b2a;background:#fff}
h1{margin:0 0 8px;font-size:16px}
ul{list-style:none;margin:0;padding:0}
li{display:flex;flex-wrap:wrap;gap:4px 12px;justify-content:space-between;padding:10px 0;border-top:1px solid #d9e0df}
a{color:#0b5f5a}
a:focus-visible{outline:2px solid #0b5f5a;outline-offset:2px}
.small{color:#52605f;font-size:13px}
.level{font-weight:600;white-space:nowrap}
p{margin:12px 0 0}`

const escaped = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const
const isSpecial = (sign: string): sign is keyof typeof escaped => sign in escaped
const text = (value: string | number) =>
  String(value).replace(/[&<>"']/g, (sign) => (isSpecial(sign) ? escaped[sign] : sign))

type Shown = { results: readonly PublicResult[]; more: boolean; lang: Language; publicUrl: string; search: string }

/**
 * The page that other sites frame: no script, no cookie, nothing loaded from anywhere. Its links open the public pages
 * beside the site that frames it.
 */
export function embedPage({ results, more, lang, publicUrl, search }: Shown): string {
  const say = words[lang]
  const link = (path: string, label: string | number) =>
    `<a href="${text(publicUrl + path)}" target="_blank" rel="noopener">${text(label)}</a>`
  const row = (one: PublicResult) => `<li>
<div>${link(`/cong-khai/${one.id}`, one.unit.name)}<br><span class="small">${text(say.year)} ${text(one.schoolYear.replace('-', '–'))} · ${text(say.certificate)} ${link(`/chung-nhan/${one.certificateNumber}`, one.certificateNumber)}${one.sample ? ` · ${text(say.sample)}` : ''}</span></div>
<span class="level">${text(say.level)} ${text(one.level)} · ${text(one.levelName)}</span>
</li>`
  const list = results.length > 0 ? `<ul>\n${results.map(row).join('\n')}\n</ul>` : `<p>${text(say.empty)}</p>`
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(say.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${text(say.title)}</h1>
${list}
${more ? `<p>${link(`/cong-khai${search}`, say.more)}</p>` : ''}
</body>
</html>
`
}

/** What the page may do: nothing but look as it does, in a frame of any site. */
export const embedPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
