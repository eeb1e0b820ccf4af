import type { RoomSettings } from '../../../shared/domain/room.ts';
import type { Refusal } from '../../../shared/protocol/codes.ts';
import { Host, Player, type Mind } from './player.ts';

/** A server, a room or a game did not do what was asked; told in one sentence. */
export class CrowdError extends Error {
  override readonly name = 'CrowdError';
}

export interface GameOptions {
  /** Ends with a slash. */
  readonly url: string;
  readonly settings: Partial<RoomSettings> & Pick<RoomSettings, 'lots'>;
  readonly players: readonly { readonly nickname: string; readonly mind: Mind }[];
  /** Called when a lot has been revealed to everybody. */
  readonly onLot?: (code: string, lot: number) => void;
}

export interface GameResult {
  readonly code: string;
  /** Judgments that the server acknowledged. */
  readonly judgments: number;
  /** Why others were refused. */
  readonly refused: readonly Refusal[];
}

/** One room played from lobby to podium by simulated players over sockets of their own, then closed. @throws CrowdError */
export async function playGame({ url, settings, players: seats, onLot }: GameOptions): Promise<GameResult> {
  const { code, hostSecret } = await openRoom(url, {
    seconds: null,
    autoNextSeconds: null,
    counts: true,
    ...settings,
  });
  const host = new Host(url, code, hostSecret);
  const players: Player[] = [];
  try {
    for (const { nickname, mind } of seats) {
      players.push(new Player(url, code, nickname, mind));
      if (players.length % 20 === 0) await pause(50);
    }
    const turnedAway = (): Refusal | undefined => players.flatMap(({ refused }) => refused)[0];
    await until('everybody is seated', () => {
      if (turnedAway()) throw new CrowdError(turnedAway()!.message);
      return host.here && players.every((player) => player.here);
    });
    await startGame(host);
    for (let lot = 1; lot <= settings.lots; lot++) {
      await until(`everybody has judged lot ${lot}`, () =>
        players.every((player) => player.acknowledged.length + player.refused.length >= lot && !player.waiting),
      );
      await host.lead({ type: 'closeLot' }, ({ phase }) => phase !== 'judging');
      await until(`lot ${lot} is revealed`, () => players.every(({ revealedAt }) => revealedAt.has(lot)));
      onLot?.(code, lot);
      await host.lead({ type: 'next' }, ({ phase }) => phase !== 'reveal');
    }
    await until('the podium', () => players.every(({ view }) => view?.phase === 'podium'));
    await host.lead({ type: 'close' }, ({ phase }) => phase === 'closed');
  } finally {
    for (const player of players) player.close();
    host.close();
  }
  return {
    code,
    judgments: players.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    refused: players.flatMap(({ refused }) => refused),
  };
}

async function openRoom(url: string, settings: Partial<RoomSettings>): Promise<{ code: string; hostSecret: string }> {
  const response = await fetch(`${url}api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings }),
  });
  const made = (await response.json()) as { ok: true; code: string; hostSecret: string } | Refusal;
  if (!made.ok) throw new CrowdError(made.message);
  return made;
}

/** Starts once there are pictures: the gallery of a fresh folder may still be hanging them. @throws CrowdError */
export async function startGame(host: Host): Promise<void> {
  const deadline = performance.now() + 300_000;
  for (;;) {
    const refusal = await host.command({ type: 'start' });
    if (!refusal) return;
    if (refusal.code !== 'room/not-enough-pictures' || performance.now() > deadline)
      throw new CrowdError(refusal.message);
    await pause(1000);
  }
}

/** @throws CrowdError after two minutes */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new CrowdError(`Waited two minutes in vain until ${what}.`);
    await pause(5);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
