namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class ProvArgs : ResourceArgs
{
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("flag", json: true)]
    public Input<bool>? Flag { get; set; }

    [Input("secret")]
    public Input<string>? Secret { get; set; }
}
