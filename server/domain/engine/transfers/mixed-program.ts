/** An integer program in columns, in the plain arrays that solvers take: least cost·x, rowLower ≤ A·x ≤ rowUpper, 0 ≤ x ≤ upper, x whole. */
export type MixedProgram = {
  cost: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  /** A by columns: the entries of column j are those from starts[j] to before starts[j + 1]. */
  starts: Int32Array;
  rows: Int32Array;
  values: Float64Array;
};

/** Puts a program together, row by row and column by column. */
export class MixedColumns {
  private readonly cost: number[] = [];
  private readonly upper: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly rows: number[] = [];
  private readonly values: number[] = [];

  /** A new row's number. */
  row(lower: number, upper: number): number {
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }

  add(cost: number, upper: number, entries: readonly (readonly [row: number, value: number])[]): void {
    this.cost.push(cost);
    this.upper.push(upper);
    for (const [row, value] of entries) {
      this.rows.push(row);
      this.values.push(value);
    }
    this.starts.push(this.rows.length);
  }

  done(): MixedProgram {
    return {
      cost: Float64Array.from(this.cost),
      upper: Float64Array.from(this.upper),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      starts: Int32Array.from(this.starts),
      rows: Int32Array.from(this.rows),
      values: Float64Array.from(this.values),
    };
  }
}
