using Pulumi;
using Pulumi.AzureNative.MachineLearningServices;
using Pulumi.AzureNative.MachineLearningServices.Inputs;

namespace MlopsInfra.Components;

/// <summary>Declares the data assets of a workspace.</summary>
internal static class DataAssets
{
    // The service archives data assets but does not delete them; they go with the workspace.
    private static CustomResourceOptions KeptByTheService(Resource before) =>
        new() { RetainOnDelete = true, DependsOn = { before } };

    public static void Declare(MlopsComponent owner, string name, DataAssetSpec asset, Workspace workspace,
        Datastore store)
    {
        var container = owner.Declare(
            $"{name}-data-{asset.Name}",
            new DataContainerArgs
            {
                Name = asset.Name,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                WorkspaceName = workspace.Name,
                Properties = new DataContainerPropertiesArgs
                {
                    DataType = DataType.Uri_folder,
                    Description = asset.Description,
                    Tags = owner.EffectivePlacement.TagMap(),
                },
            },
            (n, a, o) => new DataContainer(n, a, o),
            KeptByTheService(store));
        owner.Declare(
            $"{name}-data-{asset.Name}-{asset.Version}",
            new DataVersionArgs
            {
                Name = container.Name,
                Version = asset.Version,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                WorkspaceName = workspace.Name,
                Properties = new UriFolderDataVersionArgs
                {
                    DataType = "uri_folder",
                    DataUri = Output.Format($"azureml://datastores/{store.Name}/paths/{asset.Folder}"),
                    Description = asset.Description,
                    Tags = owner.EffectivePlacement.TagMap(),
                },
            },
            (n, a, o) => new DataVersion(n, a, o),
            KeptByTheService(container));
    }
}
