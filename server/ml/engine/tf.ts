/**
 * The one place TensorFlow.js comes from: the whole of `@tensorflow/tfjs`, because its chained methods (`x.add(y)`) and
 * gradients are registered there and not in `tfjs-core`. Model files import `tf` from here or straight from the package;
 * it is the same module.
 */
export * as tf from '@tensorflow/tfjs';
