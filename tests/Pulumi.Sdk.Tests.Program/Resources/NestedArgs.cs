namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class NestedArgs : ResourceArgs
{
    [Input("key")]
    public Input<string>? Key { get; set; }

    [Input("flag")]
    public Input<bool>? Flag { get; set; }
}
