import { useEffect, useState } from 'preact/hooks';
import { connect } from '../net/connection.ts';
import type { Attach, ConnectionState, RoomConnection } from '../net/connection.ts';

const NONE: ConnectionState = { status: 'connecting', view: null, refusal: null, pending: [] };

/** A connection for as long as the component lives, and its newest state. A changed `attach` connects anew. */
export function useRoom(attach: Attach): {
  readonly connection: RoomConnection | null;
  readonly state: ConnectionState;
} {
  const [connection, setConnection] = useState<RoomConnection | null>(null);
  const [state, setState] = useState<ConnectionState>(NONE);
  useEffect(() => {
    const made = connect(attach);
    setConnection(made);
    const stop = made.subscribe(setState);
    return () => {
      stop();
      made.close();
      setConnection(null);
      setState(NONE);
    };
  }, [JSON.stringify(attach)]);
  return { connection, state };
}

/** State of a connection that somebody else holds. */
export function useConnectionState(connection: RoomConnection): ConnectionState {
  const [state, setState] = useState(connection.state);
  useEffect(() => connection.subscribe(setState), [connection]);
  return state;
}

/** Draws again `everyMs` while `on`, and once after `onceInMs`: for what changes by the clock alone. */
export function useTicking(on: boolean, everyMs: number, onceInMs: number | null = null): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => tick((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [on, everyMs]);
  useEffect(() => {
    if (onceInMs === null) return;
    const timer = setTimeout(() => tick((n) => n + 1), onceInMs + 30);
    return () => clearTimeout(timer);
  }, [onceInMs]);
}
