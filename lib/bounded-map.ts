/**
 * A Map that holds at most so many entries: a new one takes the place of any other. Which of them goes is left to chance.
 * A fleet is looked at in turns, and then the one that was used least lately is the one that is needed next.
 */
export class BoundedMap<K, V> {
  readonly #most: number;
  readonly #entries: { key: K; value: V }[] = [];
  readonly #places = new Map<K, number>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.length;
  }

  get(key: K): V | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#entries[place]?.value;
  }

  set(key: K, value: V): void {
    const place = this.#places.get(key) ?? this.#freePlace();
    this.#entries[place] = { key, value };
    this.#places.set(key, place);
  }

  delete(key: K): void {
    const place = this.#places.get(key);
    const last = this.#entries.at(-1);
    if (place === undefined || !last) return;
    this.#entries[place] = last;
    this.#places.set(last.key, place);
    this.#entries.pop();
    this.#places.delete(key);
  }

  clear(): void {
    this.#entries.length = 0;
    this.#places.clear();
  }

  #freePlace(): number {
    if (this.#entries.length < this.#most) return this.#entries.length;
    const place = Math.floor(Math.random() * this.#most);
    const gone = this.#entries[place];
    if (gone) this.#places.delete(gone.key);
    return place;
  }
}
