import Phaser from 'phaser';
import { toDevice } from './fit.ts';
import { LobbyScene } from './lobby.ts';
import { facesFor, readLook } from './look.ts';
import { LotScene } from './lot.ts';
import { Pictures } from './pictures.ts';
import { PodiumScene } from './podium.ts';
import { RevealScene } from './reveal.ts';
import type { PictureRef, Show, Stage, StageEvents } from './show.ts';
import type { Backstage, StageScene } from './stage-scene.ts';

/** Frames without a movement after which drawing stops, to spare phones. */
const IDLE_FRAMES = 3;

/**
 * Raises the stage: one Phaser game whose canvas fills `root` in device pixels. Elements of `root` with `data-slot` say
 * where things hang. Resolves when the graphics are ready. WebGL where there is a graphics card, else 2D canvas.
 */
export async function raiseStage(root: HTMLElement, parent: HTMLElement, events: StageEvents): Promise<Stage> {
  const look = readLook();
  const pictures = new Pictures();
  const scenes = { lobby: new LobbyScene(), lot: new LotScene(), reveal: new RevealScene(), podium: new PodiumScene() };
  let showing: Show = { kind: 'dark', key: '' };
  let wanted: Show = showing;
  let idle = 0;
  let destroyed = false;
  let slots = '';

  const ratio = (): number => window.devicePixelRatio || 1;
  const size = (): { width: number; height: number } => {
    const box = root.getBoundingClientRect();
    return {
      width: Math.max(1, Math.round(box.width * ratio())),
      height: Math.max(1, Math.round(box.height * ratio())),
    };
  };

  const game = new Phaser.Game({
    type: hasGraphicsCard() ? Phaser.AUTO : Phaser.CANVAS,
    parent,
    ...size(),
    transparent: true,
    banner: false,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    // Not Scale.RESIZE: that counts CSS pixels, and pictures must be whole device pixels.
    scale: { mode: Phaser.Scale.NONE, zoom: 1 / ratio(), autoRound: false },
    fps: { smoothStep: false },
    // Places are whole device pixels already; on 2D canvas, Phaser's rounding stretches each image by half a source pixel.
    render: { antialias: true, roundPixels: false, powerPreference: 'low-power' },
  });
  await new Promise<void>((resolve) => game.events.once(Phaser.Core.Events.READY, () => resolve()));
  for (const [key, scene] of Object.entries(scenes)) game.scene.add(key, scene, false);
  game.canvas.setAttribute('aria-hidden', 'true');

  const backstage: Backstage = {
    look,
    pictures,
    events,
    ratio,
    slot(name) {
      const element = root.querySelector(`[data-slot="${name}"]`);
      if (element === null) return null;
      const rect = toDevice(element.getBoundingClientRect(), root.getBoundingClientRect(), ratio());
      return rect.width > 0 && rect.height > 0 ? rect : null;
    },
    wake() {
      idle = 0;
      if (!destroyed && !game.loop.running) game.loop.wake();
    },
  };

  const sceneOf = (kind: Show['kind']): StageScene<Show> | null =>
    kind === 'dark' ? null : (scenes[kind] as unknown as StageScene<Show>);

  // Nothing moves while people judge: then nothing is drawn either.
  game.events.on(Phaser.Core.Events.POST_RENDER, () => {
    const scene = sceneOf(showing.kind);
    const busy = scene !== null && game.scene.isActive(showing.kind) && scene.busy;
    idle = busy ? 0 : idle + 1;
    if (idle > IDLE_FRAMES) game.loop.sleep();
  });

  function perform(show: Show): void {
    const scene = sceneOf(show.kind);
    backstage.wake();
    pictures.keep(picturesOf(show));
    if (showing.kind === show.kind) scene?.take(show);
    else {
      if (showing.kind !== 'dark') game.scene.stop(showing.kind);
      if (show.kind !== 'dark') game.scene.start(show.kind, { backstage, show });
    }
    showing = show;
    slots = placesOf(root);
  }

  function measure(): void {
    if (destroyed) return;
    const { width, height } = size();
    const resized = game.canvas.width !== width || game.canvas.height !== height;
    if (resized) {
      game.scale.resize(width, height);
      // After it: at a zoom of 1 Phaser's resize leaves the canvas as large on the page as it was.
      game.scale.setZoom(1 / ratio());
    }
    const now = placesOf(root);
    if (!resized && now === slots) return;
    slots = now;
    backstage.wake();
    sceneOf(showing.kind)?.rebuild();
  }

  return {
    show(show) {
      wanted = show;
      const words = wordsOf(show);
      if (words === '') return perform(show);
      void facesFor(look, words).then(() => {
        if (!destroyed && wanted === show) perform(show);
      });
    },
    measure,
    destroy() {
      destroyed = true;
      pictures.keep([]);
      // A sleeping game never comes to the step in which it ends itself.
      if (!game.loop.running) game.loop.wake();
      game.destroy(true);
    },
  };
}

/** Names of renderers that are the processor in disguise: SwiftShader, Mesa's llvmpipe and softpipe, Windows' WARP. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|microsoft basic render/i;

/**
 * Whether WebGL runs on a graphics card. Where the processor would have to do it, 2D canvas is several times faster.
 * Browsers are asked to say so (`failIfMajorPerformanceCaveat`), but not all do; the renderer's name tells.
 */
function hasGraphicsCard(): boolean {
  const context = document.createElement('canvas').getContext('webgl', { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(String(renderer));
}

/** Where the page keeps its slots now, as one comparable text. */
function placesOf(root: HTMLElement): string {
  const origin = root.getBoundingClientRect();
  return [...root.querySelectorAll<HTMLElement>('[data-slot]')]
    .map((element) => {
      const box = element.getBoundingClientRect();
      return [element.dataset['slot'], box.x - origin.x, box.y - origin.y, box.width, box.height].join(' ');
    })
    .join('; ');
}

/** The pictures of a show. */
function picturesOf(show: Show): readonly PictureRef[] {
  if (show.kind === 'lot') return show.picture ? [show.picture] : [];
  if (show.kind === 'reveal')
    return [...(show.picture ? [show.picture] : []), ...show.mosaic.map((each) => each.picture)];
  return [];
}

/** What a show writes on the canvas. */
function wordsOf(show: Show): string {
  if (show.kind !== 'reveal') return '';
  const { outcome } = show;
  const own = outcome ? [outcome.stamp, outcome.label.lot, outcome.label.title, outcome.label.detail] : [];
  return [...own, ...show.mosaic.map((each) => each.stamp)].join('');
}
