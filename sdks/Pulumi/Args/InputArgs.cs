using Pulumi.Serialization;

namespace Pulumi;

public abstract class InputArgs
{
    protected InputArgs()
    {
    }

    /// <summary>The members with [Input] and their values as they are now.</summary>
    internal virtual IReadOnlyList<ArgsEntry> ReadEntries() => ArgsShape.For(GetType()).Read(this);
}
