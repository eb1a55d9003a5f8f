namespace Pulumi.Sdk.Tests.Support;

/// <summary>A custom resource without outputs of its own.</summary>
internal sealed class AnyResource(string name, ResourceArgs? args = null, CustomResourceOptions? options = null,
    string type = "test:m:Any")
    : CustomResource(type, name, args, options, null);
