using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalCloud.Workloads.Serving;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Deployments whose image has a server of its own: an <c>inferenceConfig</c> says where that answers. The image is one that a
/// registry of this cloud holds; its files are laid out and its command is executed as those of a container group are.
/// </summary>
internal sealed class OwnContainers(RegistryImages images, PythonInstallations pythons, CloudEnvironment variables,
    WorkloadIdentities identities, InferenceServerCommand server)
{
    private const string Models = "/var/azureml-app/azureml-models";

    /// <summary>Gets one ready.</summary>
    /// <param name="plan">The deployment.</param>
    /// <param name="routes">Its <c>inferenceConfig</c>.</param>
    /// <param name="folder">The folder that it has for itself.</param>
    /// <param name="set">The variables that the service sets.</param>
    /// <param name="log">Its output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkloadException">It can't be had.</exception>
    public async Task<ModelServer> PrepareAsync(DeploymentPlan plan, JsonObject routes, string folder,
        IReadOnlyDictionary<string, string> set, WorkloadLog log, CancellationToken cancellationToken)
    {
        var name = plan.Environment!.Properties!.Text("image") ?? "";
        if (images.RegistryOf(name) is not { } registry || images.DigestOf(registry, name) is not { } digest
            || images.Find(digest) is not { } image)
            throw new WorkloadException($"Unable to download user container image: no registry of this local cloud holds the "
                + $"content of '{name}'.");
        var root = new ImageRoot(image, Path.Combine(folder, "root"));
        await root.LayOutAsync(images, cancellationToken);
        // PATH/NAME/VERSION
        if (set.TryGetValue("AZUREML_MODEL_DIR", out var model))
            root.Link(string.Join('/', [plan.Properties.Text("modelMountPath") ?? Models, .. model.Split('/')[^2..]]), model);
        var wanted = await ImagePackages.OfAsync(image, images, cancellationToken);
        var python = await pythons.BestAsync(wanted);
        // The inference server is not missed: there is another one.
        var missed = wanted.Where(package => package.Name != InferenceServerCommand.Package).ToList();
        if (python is not null && PackageDifferences.Between(name, missed, python) is { } difference) log.WriteLine(difference);
        var environment = WorkloadEnvironment.Create(folder, python);
        server.AddTo(folder, wanted, python);
        environment["HOSTNAME"] = plan.InstanceName;
        ReplayedTime.AddTo(environment);
        foreach (var (variable, value) in set) environment[variable] = value;
        // Two deployments with one image listen at one port in Azure, each in a network of its own.
        var port = LoopbackPorts.Free();
        var ports = new Dictionary<int, int> { [(int)(routes.Number("scoringRoute.port") ?? 5001)] = port };
        environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var path = environment["PATH"];
        var container =
            new ContainerDeclaration { Name = plan.Id.Name, Image = name, Environment = [.. plan.EnvironmentVariables] };
        var identity = variables.Apply(environment, ContainerCommand.Environment(container, image, root, ports),
            identities.Of(plan.Endpoint.Value), TokenForm.MachineLearning, plan.Id.Value);
        if (environment["PATH"] != path) environment["PATH"] = $"{environment["PATH"].Trim(':')}:{path}";
        var command = ContainerCommand.Resolve(ContainerCommand.Of([], image, root, ports), environment["PATH"],
            root.WorkingDirectory);
        return new ModelServer(plan, root.WorkingDirectory, _ => command, port, routes.Text("livenessRoute.path") ?? "/",
            routes.Text("readinessRoute.path") ?? "/", environment, identity, log);
    }
}
