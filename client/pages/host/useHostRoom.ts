import { useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../../net/http.ts';
import { connect } from '../../net/connection.ts';
import type { ConnectionState, RoomConnection } from '../../net/connection.ts';
import type { CommandMessage } from '../../../shared/protocol/messages.ts';

export interface HostRoom {
  readonly state: ConnectionState;
  /** Why the last command was refused; null after one that was done. */
  readonly refused: FailureCode | null;
  readonly command: (message: CommandMessage) => Promise<boolean>;
  /** The server's clock now, ms since the epoch. */
  readonly serverNow: () => number;
}

/** The room as its host sees it, and what the host may do. */
export function useHostRoom(code: string, secret: string): HostRoom | null {
  const [connection, setConnection] = useState<RoomConnection | null>(null);
  const [state, setState] = useState<ConnectionState | null>(null);
  const [refused, setRefused] = useState<FailureCode | null>(null);
  useEffect(() => {
    const made = connect({ role: 'host', code, secret });
    setConnection(made);
    const stop = made.subscribe(setState);
    return () => {
      stop();
      made.close();
    };
  }, [code, secret]);
  if (connection === null || state === null) return null;
  return {
    state,
    refused,
    serverNow: () => connection.serverNow(),
    async command(message) {
      const reply = await connection.command(message);
      setRefused(reply.ok ? null : reply.code);
      return reply.ok;
    },
  };
}
