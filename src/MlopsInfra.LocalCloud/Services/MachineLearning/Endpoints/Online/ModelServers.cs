using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Containers;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalCloud.Workloads.Serving;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;

/// <summary>
/// Gets ready what a deployment needs: its code and its model as files, a Python, the variables that Azure sets, the tokens of
/// its endpoint's identity.
/// </summary>
internal sealed class ModelServers(WorkloadHost host, CloudEnvironment variables, WorkloadIdentities identities,
    PythonInstallations pythons, BlobFolders blobs, OwnContainers containers, EnvironmentImages images,
    InferenceServerCommand server, CloudContext cloud)
{
    private const int MostWorkers = 8;

    /// <summary>Gets it ready.</summary>
    /// <param name="plan">The deployment.</param>
    /// <param name="folder">The folder that it gets for itself; emptied.</param>
    /// <param name="log">Its output.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkloadException">It can't be had.</exception>
    public async Task<ModelServer> PrepareAsync(DeploymentPlan plan, string folder, WorkloadLog log,
        CancellationToken cancellationToken)
    {
        if (plan.Environment?.Properties?["inferenceConfig"] is JsonObject routes)
        {
            if (host.InContainers)
                throw new WorkloadException("Own containers of deployments are executed as processes only (--executor process).");
            return await containers.PrepareAsync(plan, routes, folder, await SetOfContainerAsync(plan, folder, cancellationToken),
                log, cancellationToken);
        }

        if (plan.Script is not { Length: > 0 } script || plan.Code is null)
            throw new WorkloadException(
                "There is no codeConfiguration with an entry script: deployments without code, as of MLflow "
                + "models, are not executed by this local cloud.");
        var code = Path.Combine(folder, "code");
        await CopyAsync(plan, plan.Code, "codeUri", "code", code, keepsName: false, cancellationToken);
        var model = await CopyModelAsync(plan, folder, cancellationToken);
        var image = host.InContainers ? await ImageAsync(plan, log, cancellationToken) : null;
        var python = host.InContainers ? null : await FindPythonAsync(plan, log);
        var root = Path.GetDirectoryName(InnerPaths.Below(code, script)
            ?? throw new WorkloadException($"The scoring script '{script}' lies outside of the code."))!;
        PrivateFiles.CreateFolder(root);
        var environment = WorkloadEnvironment.Create(folder, python);
        ReplayedTime.AddTo(environment);
        if (plan.SendsTelemetry) SetTelemetry(environment, plan);
        var identity = variables.Apply(environment, plan.EnvironmentVariables, identities.Of(plan.Endpoint.Value),
            TokenForm.MachineLearning, plan.Id.Value);
        SetVariables(environment, plan, root, Path.GetFileName(script), model);
        return new ModelServer(plan, root, CommandOf(python, Path.GetFileName(script), environment), null, "/", "/", environment,
            identity, log)
        {
            Image = image,
            Folders = [folder, server.Folder],
        };
    }

    private async Task<string> ImageAsync(DeploymentPlan plan, WorkloadLog log, CancellationToken cancellationToken) =>
        plan.Environment?.Properties?["image"].AsText() is { } image
            ? await images.FindAsync(image, plan.Environment.Properties["condaFile"].AsText(), log, cancellationToken)
            : throw new WorkloadException("The environment names no image, which a container needs.");

    // A container of one's own may have code beside its image.
    private async Task<Dictionary<string, string>> SetOfContainerAsync(DeploymentPlan plan, string folder,
        CancellationToken cancellationToken)
    {
        var set = new Dictionary<string, string>();
        if (await CopyModelAsync(plan, folder, cancellationToken) is { } model) set["AZUREML_MODEL_DIR"] = model;
        if (plan.SendsTelemetry) SetTelemetry(set, plan);
        if (plan.Code is not { } asset) return set;
        var code = Path.Combine(folder, "code");
        await CopyAsync(plan, asset, "codeUri", "code", code, keepsName: false, cancellationToken);
        set["AML_APP_ROOT"] = Path.GetFullPath(Path.Combine(code, Path.GetDirectoryName(plan.Script ?? "") ?? ""));
        set["AZUREML_ENTRY_SCRIPT"] = Path.GetFileName(plan.Script ?? "");
        return set;
    }

    private async Task<string?> CopyModelAsync(DeploymentPlan plan, string folder, CancellationToken cancellationToken)
    {
        if (plan.Model is not { } model) return null;
        var version = model.Resource?["name"].AsText() ?? "1";
        var name = model.Resource?["id"].AsText()?.Split('/')[^3] ?? "model";
        var target = Path.Combine(folder, "azureml-models", name, version);
        await CopyAsync(plan, model, "modelUri", "model", target, keepsName: true, cancellationToken);
        return target;
    }

    private async Task CopyAsync(DeploymentPlan plan, AssetReference asset, string property, string what, string target,
        bool keepsName, CancellationToken cancellationToken)
    {
        if (asset.Properties?[property].AsText() is not { } uri)
            throw new WorkloadException($"Unable to download user {what}: '{asset.Id}' is in a registry, which is not here.");
        if (!await blobs.CopyAsync(uri, plan.Workspace, target, keepsName,
            [.. identities.Of(plan.Endpoint.Value).Select(identity => identity.PrincipalId)], cancellationToken))
            throw new WorkloadException($"Unable to download user {what}: there are no blobs at '{uri}'.");
    }

    private async Task<PythonInstallation> FindPythonAsync(DeploymentPlan plan, WorkloadLog log)
    {
        var wanted = EnvironmentPackages.Of(plan.Environment);
        var python = await pythons.BestAsync([.. wanted, new WantedPackage(InferenceServerCommand.Package, "")])
            ?? throw new WorkloadException(pythons.WhyNone);
        // The server itself is not missed: there is another one.
        var asked = wanted.Where(package => package.Name is not (InferenceServerCommand.Package or "azureml-defaults")).ToList();
        if (PackageDifferences.Between(EnvironmentPackages.NameOf(plan.Environment), asked, python) is { } difference)
            log.WriteLine(difference);
        return python;
    }

    // Microsoft's own server has no option for its address: its application is served on the loopback address.
    private Func<int, IReadOnlyList<string>> CommandOf(PythonInstallation? python, string script,
        Dictionary<string, string> environment)
    {
        if (python?.Packages.ContainsKey(InferenceServerCommand.Package) == true)
        {
            // Else it sent what this cloud has kept already.
            environment.Remove("AML_APP_INSIGHTS_ENABLED");
            return port => ["python", "-m", "gunicorn", "--bind", $"127.0.0.1:{Text(port)}", "--workers",
                environment["WORKER_COUNT"], "--timeout", environment.GetValueOrDefault("WORKER_TIMEOUT", "300"),
                "azureml_inference_server_http.server.entry:app"];
        }

        var serve = RunnerFiles.Extract(server.Folder);
        return port => ["python", "-u", serve, "--entry_script", script, "--port", Text(port)];
    }

    private static void SetVariables(Dictionary<string, string> environment, DeploymentPlan plan, string root, string script,
        string? model)
    {
        environment["AML_APP_ROOT"] = root;
        environment["AZUREML_ENTRY_SCRIPT"] = script;
        if (model is not null) environment["AZUREML_MODEL_DIR"] = model;
        environment["SERVICE_NAME"] = plan.Id.Name;
        environment["WORKSPACE_NAME"] = plan.Workspace.Id.Name;
        environment["HOSTNAME"] = plan.InstanceName;
        // One server stands for all instances: each is a worker of it, with an init() of its own.
        var workers = int.TryParse(environment.GetValueOrDefault("WORKER_COUNT"), out var each) && each > 0 ? each : 1;
        environment["WORKER_COUNT"] = Text(Math.Min(MostWorkers, workers * plan.Capacity));
        // Who waits is told that it took too long; a run() that hangs would hold its worker for an hour all the same.
        environment.TryAdd("SCORING_TIMEOUT_MS", Text((int)plan.RequestTimeout.TotalMilliseconds + 1000));
    }

    private void SetTelemetry(Dictionary<string, string> environment, DeploymentPlan plan)
    {
        if (cloud.Find(plan.ComponentIn(cloud)) is not { } component)
            return;
        environment["AML_APP_INSIGHTS_ENABLED"] = "true";
        if (component.Computed.Text("properties.InstrumentationKey") is { } key) environment["AML_APP_INSIGHTS_KEY"] = key;
        if (component.Computed.Text("properties.ConnectionString") is { } connection)
            environment[TelemetryEnvironment.ConnectionString] = connection;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
