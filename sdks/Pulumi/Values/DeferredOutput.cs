namespace Pulumi;

/// <summary>An output that is given its source later (V16). A run waits for it (T12).</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<Output<T>> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly RunActivity activity = Deployment.CurrentActivity;

    public DeferredOutput()
    {
        Output = new(ResolvedAsync());
        activity.AddUnresolved();
    }

    public Output<T> Output { get; }

    public void Resolve(Output<T> output)
    {
        if (!source.TrySetResult(output))
            throw new InvalidOperationException("DeferredOutput can only be resolved once.");
        activity.RemoveUnresolved();
    }

    private async ValueTask<OutputData<T>> ResolvedAsync() => await (await source.Task).Data;
}
