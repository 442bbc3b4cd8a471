/** When the panel takes the whole screen. */
export const phone = '(max-width:480px),(max-height:500px)'

/**
 * The launcher's only style sheet. System colours follow light, dark and forced colours by themselves. It is weighed
 * with every page, so what repeats is written alike.
 */
export const look = [
  ':host{all:initial;position:fixed;z-index:2147483000;color-scheme:light dark}',
  'iframe,button{position:fixed;bottom:24px;inset-inline-end:24px;border:0;box-shadow:0 0 0 1px #8883,0 12px 32px #0003}',
  'button{width:56px;height:56px;border-radius:50%;background:#5b5bd6;forced-color-adjust:none;cursor:pointer}',
  'button:before{content:"";display:block;margin:auto;width:24px;height:24px;border-radius:12px 12px 12px 2px;background:#fff}',
  '.on~button:before{clip-path:path("M4 10l2-2 6 6 6-6 2 2-8 8")}',
  'i{position:absolute;top:-4px;inset-inline-end:-4px;min-width:20px;border-radius:50px;background:#ce2c31;color:#fff;font:600 12px/20px system-ui}',
  'iframe{bottom:100px;width:400px;height:min(680px,100dvh - 124px);border-radius:16px;background:Canvas;opacity:0;visibility:hidden;transform:scale(.96);transform-origin:100% 100%;transition:.22s}',
  '.on,.peek{opacity:1;visibility:visible;transform:none;transition:.32s,visibility 0s}',
  '.peek{width:300px}',
  `@media ${phone}{iframe:not(.peek){inset:0;width:100%;height:100%;border-radius:0}.on~button{display:none}}`,
  '@media(prefers-reduced-motion){iframe{transform:none;transition:none}}',
].join('')
