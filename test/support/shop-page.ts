/** The page of the shop on which a visitor begins to write, as their browser tells it. */
export const page = { url: 'http://shop.test/tables?utm=x', title: 'Tables', referrer: 'https://search.test/' }
