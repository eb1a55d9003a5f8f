using System.Collections.Immutable;

namespace Pulumi;

internal sealed class OutputSource<T> : OutputSource
{
    // What waits for the output goes on elsewhere: resources that waited for one register side by side (O2).
    private readonly TaskCompletionSource<OutputData<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutputSource() => TypedOutput = Output<T>.Untracked(_completion.Task);

    public override Type ValueType => typeof(T);

    public Output<T> TypedOutput { get; }

    public override object Output => TypedOutput;

    public override void Complete(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> resources) =>
        _completion.TrySetResult(new OutputData<T>(value is null ? default! : (T)value, isKnown, isSecret, resources));

    public override void Fail(Exception exception)
    {
        // A failure is reported by the registration itself; nobody has to look at this task.
        if (_completion.TrySetException(exception))
            _ = _completion.Task.Exception;
    }
}
