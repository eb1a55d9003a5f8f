namespace Pulumi;

public abstract class CallArgs : InputArgs
{
    public static readonly CallArgs Empty = new EmptyCallArgs();

    protected CallArgs()
    {
    }

    private sealed class EmptyCallArgs : CallArgs;
}
