import { createRequire } from 'node:module'
import naughty from 'big-list-of-naughty-strings/blns.json'

/** What a payload calls when it comes to life; {@link watch} counts the calls. */
export const canary = 'parleyCanary'

const call = `${canary}()`
const polyglots = createRequire(import.meta.url)('xss-polyglots') as (run: string) => string[]

/** Addresses that must become no link, or one that cannot run: schemes in every spelling, and ways out of an attribute. */
export const addresses: readonly string[] = [
  `javascript:${call}`,
  `JaVaScRiPt:${call}`,
  `\u0001javascript:${call}`,
  `java\tscript:${call}`,
  `java\nscript:${call}`,
  `java\u0000script:${call}`,
  `java\u200bscript:${call}`,
  `ｊavascript:${call}`,
  `javascript&colon;${call}`,
  `javascript&#58;${call}`,
  `javascript%3A${call}`,
  `javascript://shop.test/%0a${call}`,
  `javascript:/*https://shop.test*/${call}`,
  `javascript:"mailto:a@shop.test";${call}`,
  `view-source:javascript:${call}`,
  `feed:javascript:${call}`,
  `data:text/html,<script>parent.${call}</script>`,
  `DATA:text/html;base64,${Buffer.from(`<script>parent.${call}</script>`).toString('base64')}`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${call}"/>`,
  `vbscript:${call}`,
  'blob:https://shop.test/6f2d',
  'filesystem:https://shop.test/temporary/x.html',
  'file:///etc/passwd',
  'about:blank',
  'chrome://settings',
  'intent://shop.test#Intent;scheme=javascript;end',
  'ms-word:ofe|u|https://shop.test/x.docx',
  `https:javascript:${call}`,
  `https://javascript:${call}@shop.test/`,
  `https://shop.test/"onmouseover="${call}"`,
  `https://shop.test/'autofocus/onfocus='${call}`,
  `https://shop.test/<img/src=x/onerror=${call}>`,
  `https://shop.test/#"><script>${call}</script>`,
  `https://shop.test/?next=javascript:${call}`,
  'https:\\\\shop.test\\x',
  '//shop.test/x',
  `mailto:a@shop.test?subject=<script>${call}</script>`,
  `mailto:javascript:${call}`,
  `tel:javascript:${call}`,
  `tel:+1"onclick="${call}`,
  `www.shop.test"onclick="${call}`,
  `a"onclick="${call}"@shop.test`,
  'https://\u202etset.pohs\u202c/',
  'http://[::1]/',
  'http://аррӏе.test/',
]

const elements = [
  ...['img src=x onerror', 'svg onload', 'body onload', 'details open ontoggle', 'input autofocus onfocus'],
  ...[
    'video><source onerror',
    'audio src onerror',
    'marquee onstart',
    'select autofocus onfocus',
    'object data=x onerror',
  ],
  ...['xss style="animation:x 1s" onanimationstart', 'button popover onbeforetoggle', 'iframe onload'],
].map((head) => `<${head}=${call}>`)

/** What this product in particular might fall for: VNodes as text, Trusted Types, holes of sentences, spoofs. */
const own: readonly string[] = [
  ...elements,
  `<script>${call}</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<iframe src="javascript:parent.${call}"></iframe>`,
  `<template shadowrootmode="open"><script>${call}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${call}&gt;">`,
  `<form action="javascript:${call}"><button autofocus>Go</button></form>`,
  `<base href="javascript:/${call}///"><a href="x">x</a>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${call}">`,
  `<link rel="stylesheet" href="https://evil.test/x.css"><style>*{display:none}</style>`,
  `<img src="https://evil.test/pixel.png"><video poster="https://evil.test/pixel.png">`,
  `<object data="data:text/html,<script>parent.${call}</script>"></object><embed src="javascript:${call}">`,
  `" onmouseover="${call}" x="`,
  `' autofocus onfocus='${call}' x='`,
  `\` onclick=\`${call}\``,
  `--><script>${call}</script><!--`,
  `]]><script>${call}</script>`,
  `</title></textarea></style></script><script>${call}</script>`,
  `&lt;script&gt;${call}&lt;/script&gt;`,
  `&#60;img src=x onerror=${call}&#62;`,
  `\\u003cimg src=x onerror=${call}\\u003e`,
  `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
  `＜script＞${call}＜/script＞`,
  `{"type":"img","props":{"src":"x","onerror":"${call}"},"key":null,"ref":null}`,
  `{"type":"p","props":{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${call}>"}},"constructor":null,"__v":1}`,
  `{"$$typeof":"Symbol(react.element)","type":"script","props":{"children":"${call}"}}`,
  `trustedTypes.createPolicy('default',{createHTML:it=>it,createScript:it=>it});${call}`,
  `<script>trustedTypes.createPolicy('default',{createHTML:it=>it})</script><img src=x onerror=${call}>`,
  `<script nonce="" src="data:text/javascript,${call}"></script>`,
  `<svg><script href="data:text/javascript,${call}"/></svg>`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}} #{${call}} <%= ${call} %> [[${call}]]`,
  '{name} {count} {text} {stage} {{name}} %s %d %o $& $1 $` $$',
  '__proto__ constructor prototype hasOwnProperty toString',
  '\u202egnp.exe\u202c and \u2067right\u2069 \u2066left\u2069 \u200fmark\u200e',
  '\u202eeverything after this is turned round',
  'Sel\u200bin D\u00admir \ufeffadmin\u2060',
  `${'W'.repeat(150)}`,
  '🏳️‍🌈'.repeat(25),
  `Z${'\u0301\u0327\u0489'.repeat(40)}algo`,
  '\u0000\u0007\u001b[31mred\u001b[0m\ud800 \udfff end',
]

/** Every list together, each line a text of its own. */
export const hostileWords: readonly string[] = [...own, ...addresses, ...polyglots(canary), ...naughty]

/** The words in bundles that fit in a title and in the twenty attributes a person may have. */
export function bundles(words: readonly string[], most = 20, longest = 300): string[][] {
  const all: string[][] = [[]]
  for (const word of words) {
    const last = all[all.length - 1] ?? []
    if (last.length < most && last.join('\n').length + word.length < longest) last.push(word)
    else all.push([word])
  }
  return all
}
