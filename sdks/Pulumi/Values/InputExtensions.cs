namespace Pulumi;

public static class InputExtensions
{
    /// <summary>A null input is a known null (L1).</summary>
    public static Output<T> ToOutput<T>(this Input<T>? input) =>
        input is null ? new Output<T>(OutputData<T>.Known(default!)) : input.AsOutput();

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, TResult> func) => input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Task<TResult>> func) =>
        input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Input<TResult>?> func) =>
        input.ToOutput().Apply(func);

    public static Output<TResult> Apply<T, TResult>(this Input<T>? input, Func<T, Output<TResult>?> func) =>
        input.ToOutput().Apply(func);
}
