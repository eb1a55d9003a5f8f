namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class ThingInvokeArgs : InvokeArgs
{
    [Input("q")]
    public Input<string>? Q { get; set; }

    [Input("s")]
    public Input<string>? S { get; set; }
}
