/** What one listener wants: everything of one room, or that their own rooms have changed. */
export type Interest = { kind: 'room'; viewerId: string; roomId: string } | { kind: 'inbox'; viewerId: string };
