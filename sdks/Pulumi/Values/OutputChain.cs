namespace Pulumi;

/// <summary>
/// What Apply does (V2, V3): the function runs once, at once if the value is there, and never on an unknown.
/// The methods complete synchronously where they can; an exception of the function faults the resulting output.
/// </summary>
internal static class OutputChain
{
    public static async ValueTask<OutputData<TResult>> MapAsync<T, TResult>(Output<T> output, Func<T, TResult> func)
    {
        var data = await output.Data;
        return data.IsKnown ? data.With(Call(func, data.Value)) : data.AsUnknown<TResult>();
    }

    public static async ValueTask<OutputData<TResult>> BindAsync<T, TResult>(
        Output<T> output, Func<T, ValueTask<OutputData<TResult>>> func)
    {
        var data = await output.Data;
        if (!data.IsKnown)
            return data.AsUnknown<TResult>();
        var inner = await Call(func, data.Value);
        return inner.Within(data);
    }

    /// <summary>The program's own code: as long as it runs, something may still happen in the run.</summary>
    private static TResult Call<T, TResult>(Func<T, TResult> func, T value)
    {
        using var activity = Deployment.BeginActivity();
        return func(value);
    }
}
