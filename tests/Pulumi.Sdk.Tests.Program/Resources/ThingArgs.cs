namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class ThingArgs : InvokeArgs
{
    [Input("q")]
    public string? Q { get; set; }

    [Input("n")]
    public int? N { get; set; }

    [Input("l")]
    public List<string>? L { get; set; }
}
