using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>Finds the files of models in the storage of an environment.</summary>
/// <param name="environment">The environment.</param>
internal sealed class ModelFiles(LifecycleEnvironment environment)
{
    private const string ArtifactStore = "workspaceartifactstore";
    private const string InDatastores = "/datastores/";
    private const string Paths = "/paths/";
    private const string Jobs = "azureml://jobs/";

    /// <summary>The folder that a model's files are in.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Its address is of an unknown kind, or Azure refuses.</exception>
    public async Task<BlobFolder> FolderAsync(ModelVersion model, CancellationToken cancellationToken)
    {
        var uri = model.Uri;
        if (uri.StartsWith(Jobs, StringComparison.OrdinalIgnoreCase))
            return await OfJobAsync(uri[Jobs.Length..], model, cancellationToken);
        if (uri.IndexOf(InDatastores, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            && uri.StartsWith("azureml:", StringComparison.OrdinalIgnoreCase))
            return await OfDatastoreAsync(uri[(at + InDatastores.Length)..], model, cancellationToken);
        return Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? OfAddress(address, model) : throw Unknown(model);
    }

    /// <summary>The folder for a copy of a model in this environment.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<BlobFolder> CopyFolderAsync(ModelVersion model, CancellationToken cancellationToken) =>
        InDatastoreAsync(Datastores.Default, CopyPath(model), cancellationToken);

    /// <summary>How a copy in that folder is registered.</summary>
    /// <param name="model">The model.</param>
    public static string CopyUri(ModelVersion model) => $"azureml://datastores/{Datastores.Default}/paths/{CopyPath(model)}";

    private static string CopyPath(ModelVersion model) => $"models/{model.Name}/{model.Version}";

    private Task<BlobFolder> OfDatastoreAsync(string rest, ModelVersion model, CancellationToken cancellationToken)
    {
        var paths = rest.IndexOf(Paths, StringComparison.OrdinalIgnoreCase);
        return paths < 0 ? throw Unknown(model)
            : InDatastoreAsync(rest[..paths], rest[(paths + Paths.Length)..], cancellationToken);
    }

    // JOB/outputs/artifacts/paths/PATH, or JOB/outputs/NAME[/paths/PATH].
    private async Task<BlobFolder> OfJobAsync(string reference, ModelVersion model, CancellationToken cancellationToken)
    {
        if (reference.Split('/', 4) is not [var job, "outputs", var output, ..] parts) throw Unknown(model);
        var below =
            parts.Length > 3 && parts[3].StartsWith("paths/", StringComparison.Ordinal) ? parts[3]["paths/".Length..] : "";
        if (output == "artifacts")
            return await InDatastoreAsync(ArtifactStore, $"ExperimentRun/dcid.{job}/{below}", cancellationToken);
        var shown = await environment.Arm.FindAsync(environment.InWorkspace($"jobs/{job}"), cancellationToken);
        var uri = (string?)shown?["properties"]?["outputs"]?[output]?["uri"];
        if (uri?.IndexOf(InDatastores, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            && !uri.Contains("${{", StringComparison.Ordinal))
            return await OfDatastoreAsync($"{uri[(at + InDatastores.Length)..].TrimEnd('/')}/{below}", model, cancellationToken);
        return await InDatastoreAsync(Datastores.Default, $"azureml/{job}/{output}/{below}", cancellationToken);
    }

    private async Task<BlobFolder> InDatastoreAsync(string name, string path, CancellationToken cancellationToken)
    {
        var address = await new Datastores(environment).ContainerAsync(name, cancellationToken)
            ?? throw new LifecycleException("DatastoreTypeNotSupported",
                $"The datastore '{name}' of {environment.Name} is no container of blobs.");
        return new BlobFolder(environment, address, path.Trim('/'));
    }

    private BlobFolder OfAddress(Uri address, ModelVersion model)
    {
        var parts = Uri.UnescapeDataString(address.AbsolutePath).Trim('/').Split('/');
        // On a loopback address the account is the first part of the path.
        var container = address.IsLoopback ? 2 : 1;
        if (parts.Length <= container) throw Unknown(model);
        return new BlobFolder(environment,
            new Uri($"{address.Scheme}://{address.Authority}/{string.Join('/', parts[..container])}"),
            string.Join('/', parts[container..]));
    }

    private static LifecycleException Unknown(ModelVersion model) => new("ModelFilesNotFound",
        $"The files of the model {model.Reference} are at '{model.Uri}', which is neither a path of a datastore, nor an "
            + "output of a job, nor an https address of blobs.");
}
