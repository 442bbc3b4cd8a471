/** Tries until it holds; browsers take their time. */
export async function eventually(holds: () => Promise<void>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    try {
      return await holds()
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
