namespace Pulumi.Sdk.Tests.Program.Resources;

internal sealed class Prov(string name, ProvArgs args, CustomResourceOptions? options = null)
    : ProviderResource("t", name, args, options, null);
