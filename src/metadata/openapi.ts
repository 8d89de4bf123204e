/** stub */
export const openapi = (origin: string): object => ({ openapi: '3.1.0', servers: [{ url: origin }] })
