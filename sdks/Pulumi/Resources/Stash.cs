namespace Pulumi;

/// <summary>Keeps a value in the stack's state (protocol R20).</summary>
public sealed class Stash : CustomResource
{
    public Stash(string name, StashArgs args, CustomResourceOptions? options = null)
        : base("pulumi:index:Stash", name, args, options, null)
    {
    }

    [Output("input")]
    public Output<object> Input { get; private set; } = null!;

    [Output("output")]
    public Output<object> Output { get; private set; } = null!;
}
