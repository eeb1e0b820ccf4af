import type { JudgmentRow } from '../rooms/ports.ts';
import { display } from '../../shared/domain/judgment.ts';
import type { JudgmentTable } from './schema.ts';

/** A stored judgment: the row as it came, the order of storing and the name its player has in exports. */
export interface StoredJudgment extends JudgmentRow {
  readonly id: number;
  readonly pseudonym: string;
}

type Columns = Omit<JudgmentTable, 'id'>;

export const judgmentColumns = [
  'judgment_id',
  'room_id',
  'player_id',
  'pseudonym',
  'trial_id',
  'trial_index',
  'game',
  'mode',
  'picture_id',
  'truth',
  'response',
  'p_fake',
  'detail',
  'points',
  'response_ms',
  'server_ms',
  'display',
  'dealing',
  'feedback',
  'scoring_rule',
  'solo',
  'counts',
  'at',
] as const satisfies readonly (keyof Columns)[];

/** A judgment as the columns of its table. */
export function judgmentValues(row: JudgmentRow, pseudonym: string): Columns {
  return {
    judgment_id: row.judgmentId,
    room_id: row.roomId,
    player_id: row.playerId,
    pseudonym,
    trial_id: row.trialId,
    trial_index: row.trialIndex,
    game: row.game,
    mode: row.mode,
    picture_id: row.pictureId,
    truth: row.truth,
    response: row.response,
    p_fake: row.pFake,
    detail: row.detail && JSON.stringify(row.detail),
    points: row.points,
    response_ms: row.responseMs,
    server_ms: row.serverMs,
    display: JSON.stringify(row.display),
    dealing: row.dealing,
    feedback: Number(row.feedback),
    scoring_rule: row.scoringRule,
    solo: Number(row.solo),
    counts: Number(row.counts),
    at: row.at,
  };
}

/** The reverse of {@link judgmentValues}. */
export function storedJudgment(columns: Columns & { readonly id: number }): StoredJudgment {
  return {
    id: columns.id,
    pseudonym: columns.pseudonym,
    judgmentId: columns.judgment_id,
    roomId: columns.room_id,
    playerId: columns.player_id,
    trialId: columns.trial_id,
    trialIndex: columns.trial_index,
    game: columns.game,
    mode: columns.mode,
    pictureId: columns.picture_id,
    truth: columns.truth,
    response: columns.response,
    pFake: columns.p_fake,
    detail: columns.detail === null ? null : (JSON.parse(columns.detail) as JudgmentRow['detail']),
    points: columns.points,
    responseMs: columns.response_ms,
    serverMs: columns.server_ms,
    display: display.parse(JSON.parse(columns.display)),
    dealing: columns.dealing,
    feedback: columns.feedback === 1,
    scoringRule: columns.scoring_rule,
    solo: columns.solo === 1,
    counts: columns.counts === 1,
    at: columns.at,
  };
}
