import type { ClipByValueAttrs, CastAttrs, LeakyReluAttrs, StepAttrs } from '@tensorflow/tfjs';
import type { Attributes, Graph, TensorType, Value } from '../onnx/graph.ts';
import { broadcastShape, broadcastTo, cast, elementwise, filled, sameShape } from '../onnx/values.ts';
import { emitter, type Emitter, type Emitters } from './emitter.ts';

/** An ONNX operator of one argument and the same meaning. */
const unary = (type: string, attributes?: Attributes): Emitter =>
  emitter<'x'>((g, { x }) => elementwise(g, type, [x], x.dtype, attributes));

/** An ONNX operator of two arguments and the same meaning. */
const binary = (type: string): Emitter => emitter<'a' | 'b'>((g, { a, b }) => elementwise(g, type, [a, b], a.dtype));

/** ONNX compares numbers only. */
const comparison = (type: string): Emitter =>
  emitter<'a' | 'b'>((g, { a, b }) => {
    const number = (x: Value): Value => (x.dtype === 'bool' ? cast(g, x, 'int32') : x);
    return elementwise(g, type, [number(a), number(b)], 'bool');
  });

const not = (g: Graph, x: Value): Value => elementwise(g, 'Not', [x], 'bool');

/** A function that ONNX lacks, written with those it has; integers are taken as floats. */
const composed = (compute: (op: Arithmetic, x: Value) => Value): Emitter =>
  emitter<'x'>((g, { x }) => compute(arithmetic(g), cast(g, x, 'float32')));

type Arithmetic = ReturnType<typeof arithmetic>;

/** Arithmetic on graph values and numbers. */
function arithmetic(g: Graph) {
  const value = (x: Value | number, dtype: TensorType): Value => (typeof x === 'number' ? g.scalar(x, dtype) : x);
  const two = (type: string) => (a: Value | number, b: Value | number) => {
    const dtype = typeof a === 'number' ? (typeof b === 'number' ? 'float32' : b.dtype) : a.dtype;
    return elementwise(g, type, [value(a, dtype), value(b, dtype)], dtype);
  };
  const one = (type: string) => (x: Value) => elementwise(g, type, [x], x.dtype);
  return {
    add: two('Add'),
    sub: two('Sub'),
    mul: two('Mul'),
    div: two('Div'),
    max: two('Max'),
    min: two('Min'),
    exp: one('Exp'),
    log: one('Log'),
    sqrt: one('Sqrt'),
    abs: one('Abs'),
    floor: one('Floor'),
    less: (a: Value, b: Value | number) => elementwise(g, 'Less', [a, value(b, a.dtype)], 'bool'),
    greater: (a: Value, b: Value | number) => elementwise(g, 'Greater', [a, value(b, a.dtype)], 'bool'),
    where: (c: Value, a: Value, b: Value) => elementwise(g, 'Where', [c, a, b], a.dtype),
  };
}

/** Multiplication by a known 1 is a broadcast: TensorFlow.js starts every gradient from ones. */
function multiply(g: Graph, a: Value, b: Value): Value {
  const shape = broadcastShape(a.shape, b.shape);
  if (b.fill === 1 && a.dtype === b.dtype) return broadcastTo(g, a, shape);
  if (a.fill === 1 && a.dtype === b.dtype) return broadcastTo(g, b, shape);
  return elementwise(g, 'Mul', [a, b], a.dtype);
}

/** A sum; a channel vector added to a convolution becomes its bias. */
export function add(g: Graph, a: Value, b: Value): Value {
  const shape = broadcastShape(a.shape, b.shape);
  const channels = b.shape.length === 1 && !b.stored && b.shape[0] === a.shape.at(-1);
  if (a.withBias && channels) return a.withBias(b);
  if (b.fill === 0 && sameShape(shape, a.shape)) return a;
  if (a.fill === 0 && sameShape(shape, b.shape)) return b;
  return elementwise(g, 'Add', [a, b], a.dtype);
}

/** log(1 + x) without losing small x: x log(u) / (u - 1), u = 1 + x (Kahan; Goldberg 1991, theorem 4). */
function log1p(op: Arithmetic, x: Value): Value {
  const u = op.add(x, 1);
  const d = op.sub(u, 1);
  const exact = op.mul(op.log(u), op.div(x, d));
  return op.where(op.less(op.abs(d), 1e-30), x, exact);
}

/** exp(x) - 1 without losing small x: tanh(x/2) (exp(x) + 1). */
function expm1(g: Graph, op: Arithmetic, x: Value): Value {
  const t = elementwise(g, 'Tanh', [op.mul(x, 0.5)], 'float32');
  return op.where(op.less(op.abs(x), 1), op.mul(t, op.add(op.exp(x), 1)), op.sub(op.exp(x), 1));
}

/** Step with a chosen slope below zero; NaN stays NaN. */
const step = emitter<'x', StepAttrs>((g, { x }, { alpha }) => {
  const op = arithmetic(g);
  const f = cast(g, x, 'float32');
  const above = cast(g, op.greater(f, 0), 'float32');
  const value = alpha ? op.where(op.greater(f, 0), broadcastTo(g, g.scalar(1), []), g.scalar(alpha)) : above;
  return value;
});

/** Floor of the quotient, as Python's // has it. */
const floorDiv = emitter<'a' | 'b'>((g, { a, b }) => {
  const op = arithmetic(g);
  const quotient = op.floor(op.div(cast(g, a, 'float32'), cast(g, b, 'float32')));
  return cast(g, quotient, 'int32');
});

/** Remainder with the sign of the divisor. */
const mod = emitter<'a' | 'b'>((g, { a, b }) => {
  if (a.dtype === 'int32') return elementwise(g, 'Mod', [a, b], 'int32');
  const op = arithmetic(g);
  const r = elementwise(g, 'Mod', [a, b], 'float32', { fmod: 1 });
  const opposite = op.less(op.mul(r, b), 0);
  return op.where(opposite, op.add(r, b), r);
});

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

export const elementwiseEmitters: Emitters = {
  Add: emitter<'a' | 'b'>((g, { a, b }) => add(g, a, b)),
  AddN: (g, inputs) => Object.values(inputs).reduce((a, b) => add(g, a, b)),
  Sub: binary('Sub'),
  Multiply: emitter<'a' | 'b'>((g, { a, b }) => multiply(g, a, b)),
  RealDiv: binary('Div'),
  FloorDiv: floorDiv,
  Mod: mod,
  Pow: binary('Pow'),
  Maximum: binary('Max'),
  Minimum: binary('Min'),
  SquaredDifference: emitter<'a' | 'b'>((g, { a, b }) => {
    const d = elementwise(g, 'Sub', [a, b], a.dtype);
    return elementwise(g, 'Mul', [d, d], d.dtype);
  }),

  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  Equal: comparison('Equal'),
  NotEqual: emitter<'a' | 'b'>((g, inputs) => not(g, comparison('Equal')(g, inputs, {}) as Value)),
  LogicalAnd: emitter<'a' | 'b'>((g, { a, b }) => elementwise(g, 'And', [a, b], 'bool')),
  LogicalOr: emitter<'a' | 'b'>((g, { a, b }) => elementwise(g, 'Or', [a, b], 'bool')),
  LogicalNot: emitter<'x'>((g, { x }) => not(g, x)),
  IsNan: emitter<'x'>((g, { x }) => elementwise(g, 'IsNaN', [cast(g, x, 'float32')], 'bool')),
  IsInf: emitter<'x'>((g, { x }) => elementwise(g, 'IsInf', [cast(g, x, 'float32')], 'bool')),
  IsFinite: emitter<'x'>((g, { x }) => {
    const op = arithmetic(g);
    return op.less(op.abs(cast(g, x, 'float32')), Infinity); // NaN is less than nothing
  }),
  Select: emitter<'condition' | 't' | 'e'>((g, { condition, t, e }) => {
    const number = (x: Value): Value => (t.dtype === 'bool' ? cast(g, x, 'int32') : x);
    const rows = condition.shape.length === 1 && t.shape.length > 1; // a vector chooses whole rows
    const shape = rows ? [...condition.shape, ...t.shape.slice(1).map(() => 1)] : condition.shape;
    const chosen: Value = rows ? { ...g.node('Reshape', [condition, g.ints(shape)], shape, 'bool') } : condition;
    return cast(g, elementwise(g, 'Where', [chosen, number(t), number(e)], number(t).dtype), t.dtype);
  }),

  Cast: emitter<'x', CastAttrs>((g, { x }, { dtype }) => cast(g, x, dtype as TensorType)),
  Neg: unary('Neg'),
  Abs: unary('Abs'),
  Sign: unary('Sign'),
  Square: emitter<'x'>((g, { x }) => elementwise(g, 'Mul', [x, x], x.dtype)),
  Sqrt: unary('Sqrt'),
  Rsqrt: composed((op, x) => op.div(1, op.sqrt(x))),
  Reciprocal: unary('Reciprocal'),
  Exp: unary('Exp'),
  Expm1: emitter<'x'>((g, { x }) => expm1(g, arithmetic(g), x)),
  Log: unary('Log'),
  Log1p: composed(log1p),
  Floor: unary('Floor'),
  Ceil: unary('Ceil'),
  Round: unary('Round'), // both round halves to even
  Sin: unary('Sin'),
  Cos: unary('Cos'),
  Tan: unary('Tan'),
  Asin: unary('Asin'),
  Acos: unary('Acos'),
  Atan: unary('Atan'),
  Sinh: unary('Sinh'),
  Cosh: unary('Cosh'),
  Asinh: unary('Asinh'),
  Acosh: unary('Acosh'),
  Atanh: unary('Atanh'),
  Tanh: unary('Tanh'),
  Erf: unary('Erf'),

  Sigmoid: unary('Sigmoid'),
  Softplus: unary('Softplus'),
  Relu: unary('Relu'),
  Relu6: composed((op, x) => op.min(op.max(x, 0), 6)),
  LeakyRelu: emitter<'x', LeakyReluAttrs>((g, { x }, { alpha }) =>
    elementwise(g, 'LeakyRelu', [x], 'float32', { alpha: { float: alpha } }),
  ),
  Prelu: emitter<'x' | 'alpha'>((g, { x, alpha }) => {
    const op = arithmetic(g);
    return op.add(op.max(x, 0), op.mul(alpha, op.min(x, 0)));
  }),
  Elu: unary('Elu', { alpha: { float: 1 } }),
  EluGrad: emitter<'dy' | 'y'>((g, { dy, y }) => {
    const op = arithmetic(g);
    return op.mul(dy, op.add(op.min(y, 0), 1));
  }),
  Selu: unary('Selu', { alpha: { float: SELU_ALPHA }, gamma: { float: SELU_SCALE } }),
  Step: step,
  ClipByValue: emitter<'x', ClipByValueAttrs>((g, { x }, { clipValueMin, clipValueMax }) => {
    const op = arithmetic(g);
    return op.min(op.max(x, clipValueMin), clipValueMax);
  }),

  ZerosLike: emitter<'x'>((g, { x }) => filled(g, x.shape, 0, x.dtype)),
  OnesLike: emitter<'x'>((g, { x }) => filled(g, x.shape, 1, x.dtype)),
};

/** The activation that TensorFlow.js fuses into a product or a convolution; null for one it does not name here. */
export function activate(
  g: Graph,
  x: Value,
  activation: string | undefined,
  prelu: Value | undefined,
  leakyreluAlpha: number | undefined,
): Value | null {
  if (!activation || activation === 'linear') return x;
  const kernel = {
    relu: 'Relu',
    relu6: 'Relu6',
    elu: 'Elu',
    sigmoid: 'Sigmoid',
    leakyrelu: 'LeakyRelu',
    prelu: 'Prelu',
  }[activation];
  if (!kernel) return null;
  const inputs: Record<string, Value> = prelu ? { x, alpha: prelu } : { x };
  return elementwiseEmitters[kernel]!(g, inputs, { alpha: leakyreluAlpha ?? 0.2 }) as Value;
}
