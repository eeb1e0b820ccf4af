import { Router, json, type Request, type Response } from 'express';
import { roomCode } from '../../shared/domain/room.ts';
import { createRoomRequest, createSoloRequest } from '../../shared/protocol/http.ts';
import { refuse } from '../game/outcome.ts';
import type { PictureSourcesPort, RoomJudgmentsPort } from '../rooms/ports.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { newSecret } from '../rooms/secrets.ts';
import { addressOf } from './address.ts';
import { tooFast } from './gateway-session.ts';
import { judgmentsCsv } from './judgments-csv.ts';
import { MAX_MESSAGE_BYTES, type Limits } from './limits.ts';
import { sendRefusal } from './refusal-status.ts';

export interface RoomsRoutesDeps {
  readonly rooms: Rooms;
  readonly judgments: RoomJudgmentsPort;
  readonly sources: PictureSourcesPort;
  readonly limits: Limits;
  readonly trustProxy: boolean;
}

/** Who plays alone has no name typed. */
const ALONE = { en: 'You', ko: '나' };

/** Making rooms, and fetching what was judged in one. */
export function roomsRoutes({ rooms, judgments, sources, limits, trustProxy }: RoomsRoutesDeps): Router {
  const router = Router();
  const body = json({ limit: MAX_MESSAGE_BYTES });

  router.post('/api/rooms', body, async (request, response) => {
    const wish = createRoomRequest.safeParse(request.body ?? {});
    if (!wish.success) return malformed(response, wish.error.issues[0]);
    if (!mayCreate(request)) return sendRefusal(response, tooFast());
    const made = await rooms.create(wish.data.settings);
    if (!made.ok) return sendRefusal(response, made);
    response.set('Cache-Control', 'no-store').json(made);
  });

  router.post('/api/solo', body, async (request, response) => {
    const wish = createSoloRequest.safeParse(request.body ?? {});
    if (!wish.success) return malformed(response, wish.error.issues[0]);
    if (!mayCreate(request)) return sendRefusal(response, tooFast());
    const { language, settings } = wish.data;
    const nickname = language.startsWith('ko') ? ALONE.ko : ALONE.en;
    const made = await rooms.createSolo(settings ?? {}, { nickname, deviceId: newSecret(), language });
    if (!made.ok) return sendRefusal(response, made);
    response.set('Cache-Control', 'no-store').json(made);
  });

  router.get('/api/rooms/:code/judgments.csv', async (request, response) => {
    const code = roomCode.safeParse(request.params.code);
    if (!code.success) return sendRefusal(response, refuse('room/bad-code', 'A room code has six letters and digits.'));
    const address = addressOf(request, trustProxy);
    if (!limits.addressMisses.has(address)) return sendRefusal(response, tooFast());
    const state = rooms.stateForHost(code.data, request.get('x-host-secret') ?? '');
    if ('ok' in state) {
      limits.addressMisses.take(address);
      return sendRefusal(response, state);
    }
    const csv = judgmentsCsv(state, await judgments.judgmentsOf(state.roomId), sources);
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="uncanny-${state.code}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(csv);
  });

  const mayCreate = (request: Request): boolean => limits.addressRooms.take(addressOf(request, trustProxy));
  return router;
}

function malformed(
  response: Response,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): void {
  const where = issue?.path.map(String).join('.') || 'body';
  sendRefusal(
    response,
    refuse('protocol/malformed', `The request could not be read: ${where}: ${issue?.message ?? 'unknown'}.`),
  );
}
