import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { CrowdResult } from './crowd.ts';

export interface Ledger {
  readonly rows: number;
  /** Acknowledged and not on disk. */
  readonly lost: number;
  /** Rows beyond one for a player and trial, or for a judgment id. */
  readonly doubled: number;
  /** On disk and never acknowledged, although everybody sent again until answered. */
  readonly unheard: number;
  /** Players whose points are not the sum of their rows. */
  readonly miscounted: number;
}

/** Compares what the players were told with what lies in the database of a stopped server. */
export function audit(file: string, { acknowledged, points }: Pick<CrowdResult, 'acknowledged' | 'points'>): Ledger {
  if (!existsSync(file)) throw new Error(`no database ${file}`);
  const db = new Sqlite(file, { readonly: true });
  try {
    const rows = db.prepare('select judgment_id, player_id, trial_id, points from judgment').all() as {
      judgment_id: string;
      player_id: string;
      trial_id: string;
      points: number;
    }[];
    const onDisk = new Set(rows.map((row) => key(row.player_id, row.trial_id, row.judgment_id)));
    const told = new Set(acknowledged.map((one) => key(one.playerId, one.trialId, one.judgmentId)));
    const trials = new Set(rows.map((row) => key(row.player_id, row.trial_id)));
    const ids = new Set(rows.map((row) => row.judgment_id));
    const sums = new Map<string, number>();
    for (const row of rows) sums.set(row.player_id, (sums.get(row.player_id) ?? 0) + row.points);
    return {
      rows: rows.length,
      lost: [...told].filter((one) => !onDisk.has(one)).length,
      doubled: rows.length - Math.min(trials.size, ids.size),
      unheard: [...onDisk].filter((one) => !told.has(one)).length,
      miscounted: [...points].filter(([playerId, claimed]) => claimed !== (sums.get(playerId) ?? 0)).length,
    };
  } finally {
    db.close();
  }
}

const key = (...parts: readonly string[]): string => parts.join(' ');
