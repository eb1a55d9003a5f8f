namespace Pulumi;

/// <summary>An output that is given its source later (V16). A run waits for it (T12).</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<Output<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly RunActivity _activity = Deployment.CurrentActivity;

    public DeferredOutput()
    {
        Output = new(ResolvedAsync());
        _activity.AddUnresolved();
    }

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        if (!_source.TrySetResult(output))
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");
        _activity.RemoveUnresolved();
    }

    private async ValueTask<OutputData<T>> ResolvedAsync() => await (await _source.Task).Data;
}
