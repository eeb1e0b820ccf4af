import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEngine, tf } from '../../engine/index.ts';
import { Message } from '../../engine/onnx/protobuf.ts';
import { conventionOf, prepared } from './convention.ts';
import { ExtractorError, type Pictures } from './extractor.ts';
import { openExtractor } from './open.ts';
import { resized, type Filter } from './resize.ts';

/** Starting the engine takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'uncanny-extractors-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pictures = (n: number, height: number, width: number, channels: number): Pictures => ({
  values: Float64Array.from({ length: n * height * width * channels }, (_, i) => (i * 37) % 256),
  n,
  height,
  width,
  channels,
});

describe('resizing', () => {
  const ramp: Pictures = {
    values: Float64Array.from({ length: 35 }, (_, i) => i ** 1.5),
    n: 1,
    height: 5,
    width: 7,
    channels: 1,
  };
  /** torch.nn.functional.interpolate(x, (8, 3), align_corners=False), PyTorch 1.13, float64. */
  const published: [Filter, number[]][] = [
    ['bilinear', [0.666666667, 5.196152423, 12.352539411, 9.675534421, 16.757800501, 25.908183364]],
    ['bilinear-antialias', [1.034662955, 5.403947961, 11.754766543, 10.249679096, 16.923591844, 25.150330158]],
    ['bicubic', [-0.750408248, 3.366259765, 9.934665339, 7.159787787, 13.751967455, 22.262317306]],
  ];
  for (const [filter, known] of published) {
    it(`with ${filter} is PyTorch's`, () => {
      const { values } = resized(ramp, 8, 3, filter);
      expect(Math.max(...known.map((value, i) => Math.abs(value - values[i]!)))).toBeLessThan(1e-8);
    });
  }

  it("with bilinear-tf1 is TensorFlow 1's: no centres, corners not aligned", () => {
    const line: Pictures = { values: Float64Array.of(0, 10, 30), n: 1, height: 1, width: 3, channels: 1 };
    expect([...resized(line, 1, 6, 'bilinear-tf1').values]).toEqual([0, 5, 10, 20, 30, 30]);
  });

  it('keeps a flat picture flat, and colours apart', () => {
    const flat = {
      values: Float64Array.from({ length: 2 * 6 * 5 * 3 }, (_, i) => 10 * (i % 3)),
      n: 2,
      height: 6,
      width: 5,
      channels: 3,
    };
    for (const filter of ['bilinear-tf1', 'bilinear', 'bilinear-antialias', 'bicubic', 'nearest'] as const) {
      const { values } = resized(flat, 9, 4, filter);
      expect(values.length).toBe(2 * 9 * 4 * 3);
      values.forEach((value, i) => expect(value).toBeCloseTo(10 * (i % 3), 9));
    }
  });
});

describe('a convention', () => {
  it('scales, repeats grey, and lays out as asked', () => {
    const grey: Pictures = { values: Float64Array.of(0, 255), n: 1, height: 1, width: 2, channels: 1 };
    const plain = conventionOf('none', { scale: '-1..1' });
    expect([...prepared(grey, plain, 'nchw', 3).data]).toEqual([-1, 1, -1, 1, -1, 1]);
    expect([...prepared(grey, plain, 'nhwc', 3).data]).toEqual([-1, -1, -1, 1, 1, 1]);
    const imagenet = prepared(grey, conventionOf('none', { scale: 'imagenet' }), 'nchw', 3).data;
    expect(imagenet[3]!).toBeCloseTo((1 - 0.456) / 0.224, 6);
    expect(prepared(grey, conventionOf('inception-v3', {}), 'nchw', 3)).toMatchObject({ height: 299, width: 299 });
    expect(conventionOf('dinov2', { resize: 98 })).toEqual({ size: 98, filter: 'bicubic', scale: 'imagenet' });
    expect(() => prepared(pictures(1, 2, 2, 3), plain, 'nchw', 1)).toThrow(ExtractorError);
    expect(() => conventionOf('inception', {})).toThrow(/There is no preset "inception"; choose one of none/);
    expect(() => conventionOf('none', { filter: 'lanczos' })).toThrow(/no filter "lanczos"/);
  });
});

/** An ONNX network: pictures [n, 3, 2, 2] flattened, times a matrix [12, 4]. */
function onnxFile(weights: Float32Array): Uint8Array {
  const dimensions = (...lengths: (number | string)[]): Message => {
    const shape = new Message();
    for (const length of lengths) {
      const one = new Message();
      shape.message(1, typeof length === 'string' ? one.string(2, length) : one.int(1, length));
    }
    return shape;
  };
  const tensor = (name: string, shape: Message): Message =>
    new Message().string(1, name).message(2, new Message().message(1, new Message().int(1, 1).message(2, shape)));
  const node = (type: string, inputs: string[], output: string): Message => {
    const message = new Message();
    for (const input of inputs) message.string(1, input);
    return message.string(2, output).string(4, type);
  };
  const matrix = new Message().int(1, 12).int(1, 4).int(2, 1).string(8, 'w').bytes(9, new Uint8Array(weights.buffer));
  const graph = new Message()
    .message(1, node('Flatten', ['pictures'], 'flat'))
    .message(1, node('MatMul', ['flat', 'w'], 'features'))
    .string(2, 'test')
    .message(5, matrix)
    .message(11, tensor('pictures', dimensions('n', 3, 2, 2)))
    .message(12, tensor('features', dimensions('n', 4)))
    .message(12, tensor('flat', dimensions('n', 12)));
  return new Message().int(1, 8).message(7, graph).message(8, new Message().int(2, 13)).finish();
}

const weights = Float32Array.from({ length: 48 }, (_, i) => ((i * 7) % 11) / 11 - 0.5);

/** What the network makes of pictures scaled to 0..1: rows [4], inputs in the network's order. */
function known(p: Pictures, order: 'nchw' | 'nhwc'): number[][] {
  const { data } = prepared(p, conventionOf('none', {}), order, 3);
  return Array.from({ length: p.n }, (_, i) =>
    Array.from({ length: 4 }, (_, c) => {
      let sum = 0;
      for (let r = 0; r < 12; r++) sum += data[i * 12 + r]! * weights[r * 4 + c]!;
      return sum;
    }),
  );
}

const furthest = (features: ArrayLike<number>, rows: number[][]): number =>
  Math.max(...rows.flat().map((value, i) => Math.abs(value - features[i]!)));

describe('an ONNX extractor', () => {
  it('reads any number of pictures, with the named outputs, and is known by its hash', async () => {
    const name = path.join(folder, 'network.onnx');
    await writeFile(name, onnxFile(weights));
    const extractor = await openExtractor({ name, output: 'features', logitsOutput: 'features' }, folder);
    const input = pictures(37, 2, 2, 3);
    const table = await extractor.read(input);
    expect([table.n, table.dimensions, table.classes]).toEqual([37, 4, 4]);
    expect(furthest(table.features, known(input, 'nchw'))).toBeLessThan(1e-5);
    expect(Array.from(table.probabilities.subarray(0, 4)).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(extractor.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([extractor.inception, extractor.id]).toEqual([false, 'network.onnx']);
    await expect(extractor.read(pictures(2, 5, 5, 3))).rejects.toThrow(
      /takes pictures of 2 pixels and got 5; give --resize 2/,
    );
    await extractor.dispose();
    const resizing = await openExtractor({ name, preset: 'inception-v3', resize: 2 }, folder);
    expect(resizing.inception).toBe(true);
    expect((await resizing.read(pictures(3, 9, 9, 1))).dimensions).toBe(4);
    await resizing.dispose();
  });

  it('that is missing, damaged, or has no such output is told in one sentence', async () => {
    const damaged = path.join(folder, 'damaged.onnx');
    await writeFile(damaged, 'no network');
    const network = path.join(folder, 'other.onnx');
    await writeFile(network, onnxFile(weights));
    const wrong: [string, string | undefined, RegExp][] = [
      [path.join(folder, 'nowhere.onnx'), undefined, /There is no file/],
      [damaged, undefined, /should be an ONNX network/],
      [network, 'pool', /no output "pool"; choose one of features, flat/],
      ['nothing', undefined, /There is no extractor "nothing"/],
    ];
    for (const [name, output, message] of wrong) {
      await expect(openExtractor({ name, output }, folder)).rejects.toThrow(ExtractorError);
      await expect(openExtractor({ name, output }, folder)).rejects.toThrow(message);
    }
  });
});

describe('a TensorFlow.js extractor', () => {
  const manifestOf = (names: { name: string; shape: number[] }[]): object[] => [
    { paths: ['weights.bin'], weights: names.map((one) => ({ ...one, dtype: 'float32' })) },
  ];

  it('reads a folder with a graph model', async () => {
    const place = path.join(folder, 'graph');
    await mkdir(place);
    const float = { type: 'DT_FLOAT' };
    const shape = { dim: [{ size: '-1' }, { size: '2' }, { size: '2' }, { size: '3' }] };
    const constant = (name: string, type: string, lengths: number[]): object => ({
      name,
      op: 'Const',
      attr: {
        dtype: { type },
        value: { tensor: { dtype: type, tensorShape: { dim: lengths.map((size) => ({ size: String(size) })) } } },
      },
    });
    const modelTopology = {
      node: [
        { name: 'pictures', op: 'Placeholder', attr: { dtype: float, shape: { shape } } },
        constant('w', 'DT_FLOAT', [12, 4]),
        constant('to', 'DT_INT32', [2]),
        { name: 'flat', op: 'Reshape', input: ['pictures', 'to'], attr: { T: float, Tshape: { type: 'DT_INT32' } } },
        {
          name: 'features',
          op: 'MatMul',
          input: ['flat', 'w'],
          attr: { T: float, transpose_a: { b: false }, transpose_b: { b: false } },
        },
      ],
      versions: {},
    };
    const specs = [
      { name: 'w', shape: [12, 4], dtype: 'float32' },
      { name: 'to', shape: [2], dtype: 'int32' },
    ];
    const model = {
      format: 'graph-model',
      modelTopology,
      weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    };
    await writeFile(path.join(place, 'model.json'), JSON.stringify(model));
    const to = new Uint8Array(Int32Array.of(-1, 12).buffer);
    await writeFile(path.join(place, 'weights.bin'), Buffer.concat([new Uint8Array(weights.buffer), to]));
    const extractor = await openExtractor({ name: place }, folder);
    const input = pictures(19, 2, 2, 3);
    const table = await extractor.read(input);
    expect([table.n, table.dimensions, table.classes]).toEqual([19, 4, 0]);
    expect(furthest(table.features, known(input, 'nhwc'))).toBeLessThan(1e-5);
    expect(extractor.hash).toMatch(/^[0-9a-f]{64}$/);
    await extractor.dispose();
  });

  it('reads a folder with a layers model', async () => {
    const place = path.join(folder, 'layers');
    await mkdir(place);
    await startEngine({ prefer: 'wasm' });
    const model = tf.sequential({
      layers: [
        tf.layers.flatten({ inputShape: [2, 2, 3] }),
        tf.layers.dense({ units: 4, useBias: false, name: 'out' }),
      ],
    });
    const modelTopology = model.toJSON(null, false) as object;
    const spec = manifestOf([{ name: model.weights[0]!.name.replace(/_\d+$/, ''), shape: [12, 4] }]);
    model.dispose();
    const text = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest: spec });
    await writeFile(path.join(place, 'model.json'), text);
    await writeFile(path.join(place, 'weights.bin'), new Uint8Array(weights.buffer));
    const extractor = await openExtractor({ name: place }, folder);
    const input = pictures(5, 2, 2, 3);
    expect(furthest((await extractor.read(input)).features, known(input, 'nhwc'))).toBeLessThan(1e-5);
    await extractor.dispose();
  });

  it('that is no model is told in one sentence', async () => {
    const place = path.join(folder, 'none');
    await mkdir(place);
    await writeFile(path.join(place, 'model.json'), '{}');
    await expect(openExtractor({ name: place }, folder)).rejects.toThrow(/should hold a TensorFlow.js model/);
  });
});
