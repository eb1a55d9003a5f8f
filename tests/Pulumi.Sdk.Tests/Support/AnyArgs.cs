namespace Pulumi.Sdk.Tests.Support;

internal sealed class AnyArgs : ResourceArgs
{
    [Input("value")]
    public Input<object>? Value { get; set; }

    [Input("other")]
    public Input<string>? Other { get; set; }
}
