/** A rectangle in device pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a picture hangs: everything in whole device pixels. */
export interface Hanging {
  /** Device pixels for one picture pixel. */
  readonly scale: number;
  readonly picture: Rect;
  readonly mat: number;
  readonly moulding: number;
  /** The frame's outer edge. */
  readonly outer: Rect;
}

/** Shares of the longer side of what hangs that are taken by the passe-partout and by the brass, each side. */
export interface Mount {
  readonly mat: number;
  readonly moulding: number;
}

/** Of one picture. */
const WIDE: Mount = { mat: 0.11, moulding: 0.055 };
/** Of a wall: its pictures are small as it is. Two walls of nine still hang at four pixels to one on a phone of 390 x 2. */
export const NARROW: Mount = { mat: 0.011, moulding: 0.0075 };

/**
 * The largest integer scale at which a picture with its passe-partout and frame fits into a slot, centred. A picture
 * larger than the slot is shown 1:1; a browser cannot show less without blurring.
 * @param width, height Picture pixels.
 * @param slot Device pixels.
 */
export function hang(width: number, height: number, slot: Rect, mount: Mount = WIDE): Hanging {
  let scale = 1;
  while (fits(width, height, scale + 1, slot, mount)) scale += 1;
  const { mat, moulding } = margins(width, height, scale, mount);
  const border = mat + moulding;
  const outer = {
    width: width * scale + 2 * border,
    height: height * scale + 2 * border,
    x: 0,
    y: 0,
  };
  outer.x = Math.round(slot.x + (slot.width - outer.width) / 2);
  outer.y = Math.round(slot.y + (slot.height - outer.height) / 2);
  return {
    scale,
    mat,
    moulding,
    outer,
    picture: { x: outer.x + border, y: outer.y + border, width: width * scale, height: height * scale },
  };
}

/** Room for the lamp above a frame, as a share of the slot's height. */
const LAMP_ROOM = 0.075;

/** Height that the lamp takes above a frame, device pixels. */
export const lampRoom = (slot: Rect): number => Math.round(slot.height * LAMP_ROOM);

/** As `hang`, below a lamp. */
export function hangBelowLamp(width: number, height: number, slot: Rect, mount: Mount = WIDE): Hanging {
  const room = lampRoom(slot);
  return hang(width, height, { ...slot, y: slot.y + room, height: slot.height - room }, mount);
}

/** In whole device pixels. */
function margins(width: number, height: number, scale: number, mount: Mount): Mount {
  const longer = Math.max(width, height) * scale;
  const share = (of: number): number => Math.max(4, Math.round(longer * of));
  return { mat: share(mount.mat), moulding: share(mount.moulding) };
}

function fits(width: number, height: number, scale: number, slot: Rect, mount: Mount): boolean {
  const { mat, moulding } = margins(width, height, scale, mount);
  const border = 2 * (mat + moulding);
  return width * scale + border <= slot.width && height * scale + border <= slot.height;
}

/** A rectangle of the page in device pixels of a canvas that lies at `origin`. */
export function toDevice(rect: Rect, origin: { readonly x: number; readonly y: number }, ratio: number): Rect {
  const left = Math.round((rect.x - origin.x) * ratio);
  const top = Math.round((rect.y - origin.y) * ratio);
  return {
    x: left,
    y: top,
    width: Math.round((rect.x - origin.x + rect.width) * ratio) - left,
    height: Math.round((rect.y - origin.y + rect.height) * ratio) - top,
  };
}
