using System.Reflection;
using Pulumi;

namespace SdkGenerator.Tests;

/// <summary>The built provider SDKs have the members that the official ones have, convention by convention.</summary>
public class ConventionTests
{
    [Theory]
    // Plain values, optional and required.
    [InlineData("AzureNative.Storage.StorageAccountArgs", "resourceGroupName", "ResourceGroupName", true, "Input<string>")]
    [InlineData("AzureNative.Storage.StorageAccountArgs", "enableHttpsTrafficOnly", "EnableHttpsTrafficOnly", false,
        "Input<bool>?")]
    [InlineData("AzureNative.ContainerService.AgentPoolArgs", "count", "Count", false, "Input<int>?")]
    [InlineData("AzureNative.ContainerInstance.Inputs.ResourceRequestsArgs", "memoryInGB", "MemoryInGB", true, "Input<double>")]
    // Lists and maps are never null.
    [InlineData("AzureNative.Storage.StorageAccountArgs", "tags", "Tags", false, "InputMap<string>")]
    [InlineData("AzureNative.Network.VirtualNetworkArgs", "subnets", "Subnets", false,
        "InputList<AzureNative.Network.Inputs.SubnetArgs>")]
    [InlineData("AzureNative.ContainerInstance.ContainerGroupArgs", "containers", "Containers", true,
        "InputList<AzureNative.ContainerInstance.Inputs.ContainerArgs>")]
    // Objects, enums, strings or enums.
    [InlineData("AzureNative.Storage.StorageAccountArgs", "sku", "Sku", true, "Input<AzureNative.Storage.Inputs.SkuArgs>")]
    [InlineData("AzureNative.Storage.BlobArgs", "type", "Type", false, "Input<AzureNative.Storage.BlobType>?")]
    [InlineData("AzureNative.Storage.StorageAccountArgs", "kind", "Kind", true, "InputUnion<string, AzureNative.Storage.Kind>")]
    // Two object types are a union, more are an object.
    [InlineData("AzureNative.MachineLearningServices.OnlineDeploymentArgs", "properties", "Properties", true,
        "InputUnion<AzureNative.MachineLearningServices.Inputs.KubernetesOnlineDeploymentArgs, "
            + "AzureNative.MachineLearningServices.Inputs.ManagedOnlineDeploymentArgs>")]
    [InlineData("AzureNative.MachineLearningServices.ComputeArgs", "properties", "Properties", false, "object?")]
    [InlineData("AzureNative.MachineLearningServices.JobArgs", "properties", "Properties", true, "object")]
    // Any value, assets.
    [InlineData("AzureNative.Logic.WorkflowArgs", "definition", "Definition", false, "Input<object>?")]
    [InlineData("AzureNative.Storage.BlobArgs", "source", "Source", false, "Input<AssetOrArchive>?")]
    // Bridged packages.
    [InlineData("AzureDevOps.BuildDefinitionArgs", "variableGroups", "VariableGroups", false, "InputList<int>")]
    [InlineData("AzureDevOps.ServiceEndpointDockerRegistryArgs", "dockerRegistry", "DockerRegistryUrl", false, "Input<string>?")]
    [InlineData("Github.RepositoryEnvironmentArgs", "reviewers", "Reviewers", false,
        "InputList<Github.Inputs.RepositoryEnvironmentReviewerArgs>")]
    [InlineData("Github.RepositoryEnvironmentState", "reviewers", "Reviewers", false,
        "InputList<Github.Inputs.RepositoryEnvironmentReviewerGetArgs>")]
    // A secret may be null in C# also where it is required.
    [InlineData("Github.ProviderArgs", "token", "Token", false, "Input<string>?")]
    // Functions: plain arguments, and arguments that may be outputs.
    [InlineData("AzureNative.KeyVault.GetVaultArgs", "vaultName", "VaultName", true, "string")]
    [InlineData("AzureNative.KeyVault.GetVaultInvokeArgs", "vaultName", "VaultName", true, "Input<string>")]
    [InlineData("AzureDevOps.GetUsersArgs", "subjectTypes", "SubjectTypes", false, "List<string>")]
    [InlineData("AzureDevOps.GetUsersArgs", "features", "Features", false, "AzureDevOps.Inputs.GetUsersFeaturesArgs?")]
    [InlineData("AzureDevOps.GetUsersInvokeArgs", "features", "Features", false,
        "Input<AzureDevOps.Inputs.GetUsersFeaturesInputArgs>?")]
    public void Inputs_have_the_official_types(string type, string wireName, string member, bool required, string expected)
    {
        var property = SdkTypes.Get(type).GetProperty(member);
        Assert.NotNull(property);
        Assert.Equal(expected, CSharpText.TypeOf(property));
        Assert.Equal((wireName, required), SdkTypes.InputAttribute(property));
    }

    [Theory]
    [InlineData("AzureNative.Storage.StorageAccount", "name", "Name", "Output<string>")]
    [InlineData("AzureNative.Storage.StorageAccount", "kind", "Kind", "Output<string>")]
    [InlineData("AzureNative.Storage.StorageAccount", "accessTier", "AccessTier", "Output<string>")]
    [InlineData("AzureNative.Storage.StorageAccount", "enableHttpsTrafficOnly", "EnableHttpsTrafficOnly", "Output<bool?>")]
    [InlineData("AzureNative.Storage.StorageAccount", "tags", "Tags", "Output<ImmutableDictionary<string, string>?>")]
    [InlineData("AzureNative.Storage.StorageAccount", "primaryEndpoints", "PrimaryEndpoints",
        "Output<AzureNative.Storage.Outputs.EndpointsResponse>")]
    [InlineData("AzureNative.Storage.Blob", "type", "Type", "Output<AzureNative.Storage.BlobType>")]
    [InlineData("AzureNative.Network.VirtualNetwork", "subnets", "Subnets",
        "Output<ImmutableArray<AzureNative.Network.Outputs.SubnetResponse>>")]
    [InlineData("AzureNative.MachineLearningServices.Compute", "properties", "Properties", "Output<object>")]
    [InlineData("AzureDevOps.BuildDefinition", "revision", "Revision", "Output<int>")]
    [InlineData("AzureDevOps.BuildDefinition", "repository", "Repository",
        "Output<AzureDevOps.Outputs.BuildDefinitionRepository>")]
    [InlineData("Github.Provider", "token", "Token", "Output<string?>")]
    public void Outputs_have_the_official_types(string type, string wireName, string member, string expected)
    {
        var property = SdkTypes.Get(type).GetProperty(member);
        Assert.NotNull(property);
        Assert.Equal(expected, CSharpText.TypeOf(property));
        Assert.Equal(wireName, property.GetCustomAttribute<OutputAttribute>()?.Name);
    }

    [Theory]
    [InlineData("AzureNative.Storage.StorageAccount",
        "(string name, AzureNative.Storage.StorageAccountArgs args, CustomResourceOptions? options = null)")]
    [InlineData("AzureNative.Provider",
        "(string name, AzureNative.ProviderArgs? args = null, CustomResourceOptions? options = null)")]
    [InlineData("AzureDevOps.Project",
        "(string name, AzureDevOps.ProjectArgs? args = null, CustomResourceOptions? options = null)")]
    public void Constructors_take_args_and_options(string type, string expected) =>
        Assert.Equal(expected, CSharpText.Parameters(Assert.Single(SdkTypes.Get(type).GetConstructors())));

    [Theory]
    [InlineData("AzureNative.Storage.StorageAccount", "Get",
        "(string name, Input<string> id, CustomResourceOptions? options = null)")]
    [InlineData("Github.Repository", "Get",
        "(string name, Input<string> id, Github.RepositoryState? state = null, CustomResourceOptions? options = null)")]
    [InlineData("AzureNative.KeyVault.GetVault", "InvokeAsync",
        "(AzureNative.KeyVault.GetVaultArgs args, InvokeOptions? options = null)")]
    [InlineData("AzureNative.KeyVault.GetVault", "Invoke",
        "(AzureNative.KeyVault.GetVaultInvokeArgs args, InvokeOptions? options = null)",
        "(AzureNative.KeyVault.GetVaultInvokeArgs args, InvokeOutputOptions options)")]
    [InlineData("AzureDevOps.GetProject", "Invoke",
        "(AzureDevOps.GetProjectInvokeArgs? args = null, InvokeOptions? options = null)",
        "(AzureDevOps.GetProjectInvokeArgs args, InvokeOutputOptions options)")]
    [InlineData("AzureNative.Authorization.GetClientConfig", "InvokeAsync", "(InvokeOptions? options = null)")]
    [InlineData("AzureNative.Authorization.GetClientConfig", "Invoke", "(InvokeOptions? options = null)",
        "(InvokeOutputOptions options)")]
    public void Static_methods_have_the_official_parameters(string type, string method, params string[] expected) =>
        Assert.Equal(expected, SdkTypes.Get(type).GetMethods().Where(m => m.Name == method).Select(CSharpText.Parameters));

    [Theory]
    [InlineData("AzureNative.Storage.Outputs.SkuResponse", "Name", "string")]
    [InlineData("AzureNative.KeyVault.GetVaultResult", "Properties", "AzureNative.KeyVault.Outputs.VaultPropertiesResponse")]
    [InlineData("AzureDevOps.GetUsersResult", "Users", "ImmutableArray<AzureDevOps.Outputs.GetUsersUserResult>")]
    public void What_comes_back_has_read_only_fields(string type, string member, string expected)
    {
        var field = SdkTypes.Get(type).GetField(member);
        Assert.NotNull(field);
        Assert.True(field.IsInitOnly);
        Assert.Equal(expected, CSharpText.TypeOf(field));
    }

    [Theory]
    [InlineData("AzureNative.ProviderArgs", "useOidc", true)]
    [InlineData("AzureNative.ProviderArgs", "auxiliaryTenantIds", true)]
    [InlineData("AzureNative.ProviderArgs", "subscriptionId", false)]
    [InlineData("Github.ProviderArgs", "appAuth", true)]
    public void What_is_no_string_goes_to_a_provider_as_json_text(string type, string wireName, bool json)
    {
        var attribute = SdkTypes.AttributeArguments<InputAttribute>(SdkTypes.Get(type))
            .Single(arguments => (string)arguments[0]! == wireName);
        Assert.Equal(json, attribute[2]);
    }

    [Fact]
    public void An_enum_is_a_struct_around_its_string()
    {
        var operators = Pulumi.AzureNative.Monitor.Operator.EqualsValue;
        Assert.Equal("Equals", (string)operators);
        Assert.Equal("Equals", operators.ToString());
        Assert.True(operators == Pulumi.AzureNative.Monitor.Operator.EqualsValue);
        Assert.True(operators != Pulumi.AzureNative.Monitor.Operator.GreaterThan);
        Assert.Equal("SystemAssigned,UserAssigned", (string)Pulumi.AzureNative.Storage.IdentityType.SystemAssigned_UserAssigned);
        Assert.NotNull(typeof(Pulumi.AzureNative.Monitor.Operator).GetCustomAttribute<EnumTypeAttribute>());
    }
}
