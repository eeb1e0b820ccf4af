import { beforeAll } from 'vitest';
import { tf } from '../index.ts';
import { agrees, agreesSmoothly, bools, integers, startForTests, type TensorFunction } from '../testing/against-cpu.ts';

beforeAll(() => startForTests('native'));

/** Two arguments of one shape, and of shapes that broadcast. */
function pair(
  name: string,
  f: TensorFunction,
  from: number,
  to: number,
  smooth: boolean,
  smoothBroadcast = smooth,
): void {
  const range = { from, to };
  agrees(
    name,
    f,
    [
      { shape: [2, 3, 4], ...range },
      { shape: [2, 3, 4], ...range },
    ],
    { smooth },
  );
  agrees(
    `${name}, broadcast`,
    f,
    [
      { shape: [2, 1, 4], ...range },
      { shape: [3, 1], ...range },
    ],
    { smooth: smoothBroadcast },
  );
}

pair('add', tf.add, -2, 2, true);
pair('sub', tf.sub, -2, 2, true);
pair('mul', tf.mul, -2, 2, true);
pair('div', tf.div, 0.5, 2, true);
pair('pow', tf.pow, 0.5, 2, true);
// TensorFlow.js has no gradient for broadcast arguments of these three.
pair('maximum', tf.maximum, -2, 2, true, false);
pair('minimum', tf.minimum, -2, 2, true, false);
pair('squaredDifference', tf.squaredDifference, -2, 2, true, false);
pair('mod', tf.mod, -3, 3, false);
pair('floorDiv', tf.floorDiv, 0.5, 9, false);
pair('greater', tf.greater, -2, 2, false);
pair('greaterEqual', tf.greaterEqual, -2, 2, false);
pair('less', tf.less, -2, 2, false);
pair('lessEqual', tf.lessEqual, -2, 2, false);
pair('equal', (a, b) => tf.equal(tf.round(a), tf.round(b)), -2, 2, false);
pair('notEqual', (a, b) => tf.notEqual(tf.round(a), tf.round(b)), -2, 2, false);
pair('atan2, which runs on the cpu backend', tf.atan2, -2, 2, true);

agreesSmoothly('addN', (a, b, c) => tf.addN([a, b, c]), [[4], [4], [4]]);
agrees('logicalAnd', tf.logicalAnd, [bools(9), bools(9)]);
agrees('logicalOr', tf.logicalOr, [bools(9), bools(9)]);
agrees('logicalXor', tf.logicalXor, [bools(9), bools(9)]);
agrees('logicalNot', tf.logicalNot, [bools(9)]);
agrees('equal of bools', tf.equal, [bools(9), bools(9)]);
agrees('integers', (a, b) => tf.maximum(tf.sub(tf.mul(a, b), a), tf.neg(b)), [
  integers([9], -9, 9),
  integers([9], -9, 9),
]);
agrees('integer division', tf.div, [integers([9], -9, 9), integers([9], 1, 5)]);
agrees('integer mod', tf.mod, [integers([9], 0, 9), integers([9], 1, 5)]);
agrees('integer abs and clip', (a) => tf.clipByValue(tf.abs(a), 2, 5), [integers([9], -9, 9)]);
agreesSmoothly('where', tf.where, [bools(3, 4), [3, 4], [3, 4]]);
agrees('where of bools', tf.where, [bools(6), bools(6), bools(6)]);
agrees('cast', (a) => tf.stack(['int32', 'bool'].map((t) => tf.cast(tf.cast(a, t as 'bool'), 'float32'))), [
  { shape: [9], from: -3, to: 3 },
]);
agrees('isNaN', (a) => tf.isNaN(tf.log(a)), [[9]]);
agrees('isInf', (a) => tf.isInf(tf.div(1, tf.round(a))), [[9]]);
agrees('isFinite', (a) => tf.isFinite(tf.log(tf.round(a))), [[9]]);
agrees('step', (a) => tf.add(tf.step(a), tf.step(a, 0.3)), [[9]]);

const ranges: ReadonlyArray<[string, TensorFunction, number, number]> = [
  ['neg', tf.neg, -2, 2],
  ['abs', tf.abs, -2, 2],
  ['sign', tf.sign, -2, 2],
  ['square', tf.square, -2, 2],
  ['sqrt', tf.sqrt, 0.1, 3],
  ['rsqrt', tf.rsqrt, 0.1, 3],
  ['reciprocal', tf.reciprocal, 0.5, 3],
  ['exp', tf.exp, -2, 2],
  ['expm1', tf.expm1, -2, 2],
  ['log', tf.log, 0.1, 3],
  ['log1p', tf.log1p, -0.9, 3],
  ['floor', tf.floor, -3, 3],
  ['ceil', tf.ceil, -3, 3],
  ['round', tf.round, -3, 3],
  ['sin', tf.sin, -3, 3],
  ['cos', tf.cos, -3, 3],
  ['tan', tf.tan, -1, 1],
  ['asin', tf.asin, -0.9, 0.9],
  ['acos', tf.acos, -0.9, 0.9],
  ['atan', tf.atan, -3, 3],
  ['sinh', tf.sinh, -2, 2],
  ['cosh', tf.cosh, -2, 2],
  ['tanh', tf.tanh, -3, 3],
  ['asinh', tf.asinh, -3, 3],
  ['acosh', tf.acosh, 1.1, 3],
  ['atanh', tf.atanh, -0.9, 0.9],
  ['erf', tf.erf, -2, 2],
  ['sigmoid', tf.sigmoid, -9, 9],
  ['softplus', tf.softplus, -9, 9],
  ['logSigmoid', tf.logSigmoid, -9, 9],
  ['relu', tf.relu, -2, 2],
  ['relu6', tf.relu6, -1, 8],
  ['leakyRelu', (x) => tf.leakyRelu(x, 0.1), -2, 2],
  ['elu', tf.elu, -2, 2],
  ['selu', tf.selu, -2, 2],
  ['clipByValue', (x) => tf.clipByValue(x, -0.5, 0.7), -2, 2],
  ['zeros and ones alike', (x) => tf.add(tf.mul(x, tf.onesLike(x)), tf.zerosLike(x)), -2, 2],
];
for (const [name, f, from, to] of ranges) agreesSmoothly(name, f, [{ shape: [3, 5], from, to }]);

// Relative to arguments this small, the naive formulas are wrong by a tenth.
agrees('log1p and expm1 of small numbers', (x) => tf.mul(tf.concat([tf.log1p(x), tf.expm1(x)]), 1e6), [
  { shape: [20], from: -1e-6, to: 1e-6 },
]);
agreesSmoothly('prelu', tf.prelu, [[2, 3, 4], [4]]);
