namespace Pulumi;

public sealed class Output<T> : IOutput
{
    private readonly OutputData<T> _data;
    private readonly Task<OutputData<T>>? _task;

    internal Output(OutputData<T> data) => _data = data;

    internal Output(ValueTask<OutputData<T>> pending)
    {
        if (pending.IsCompletedSuccessfully)
        {
            _data = pending.Result;
            return;
        }
        _task = pending.AsTask();
        Deployment.Track(_task);
    }

    private Output(Task<OutputData<T>> task) => _task = task;

    internal ValueTask<OutputData<T>> Data => _task is null ? new(_data) : new(_task);

    public static Output<T> Create(Task<T> value) => Output.Create(value);

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => new(OutputChain.MapAsync(this, func));

    public Output<ValueTuple> Apply(Func<T, Task> func) => new(OutputChain.BindAsync(this, async value =>
    {
        using var activity = Deployment.BeginActivity();
        await func(value);
        return OutputData<ValueTuple>.Known(default);
    }));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => new(OutputChain.BindAsync(
        this,
        async value =>
        {
            using var activity = Deployment.BeginActivity();
            return OutputData<TResult>.Known(await func(value));
        }));

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => new(OutputChain.BindAsync(
        this, value => func(value).ToOutput().Data));

    /// <summary>A function that returns null gives a known default (V5).</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => new(OutputChain.BindAsync(
        this, value => func(value)?.Data ?? new(OutputData<TResult>.Known(default!))));

    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    /// <summary>An output in an interpolated string is a mistake that must be seen: the text says so (V10).</summary>
    public override string ToString() => OutputText.ForToString();

    /// <summary>An output that a resource's registration completes; the registration is what a run waits for.</summary>
    internal static Output<T> Untracked(Task<OutputData<T>> task) => new(task);

    async ValueTask<OutputData<object?>> IOutput.GetUntypedDataAsync() => await UntypedAsync();

    internal ValueTask<OutputData<object?>> GetUntypedDataAsync() => UntypedAsync();

    private async ValueTask<OutputData<object?>> UntypedAsync()
    {
        var current = await Data;
        return current.With<object?>(current.Value);
    }
}
