/** Why a pack is not what it says. Anything else that is thrown is a fault of the verifier. */
export class Problem extends Error {}

/** @param {unknown} condition @param {string} message */
export function ensure(condition, message) {
  if (!condition) throw new Problem(message);
}
