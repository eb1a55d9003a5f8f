using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>The environment variables of a job's process, as Azure sets them.</summary>
internal sealed class JobVariables(CloudEnvironment cloud, JobIdentities identities, JobTrackingEnvironment tracking,
    ServedAt served)
{
    /// <summary>Makes them.</summary>
    /// <param name="step">The job.</param>
    /// <param name="context">What all steps have in common.</param>
    /// <param name="run">Its run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="python">Its Python; null in a container, which has its own.</param>
    /// <param name="ports">What its inputs and outputs are on this machine.</param>
    /// <returns>The variables, and what the tokens of its identities are got by, to be disposed when it has ended.</returns>
    public (Dictionary<string, string> Variables, IdentityGrant Grant) Of(CommandStep step, JobContext context, JobRun run,
        JobFolder folder, PythonInstallation? python, JobPorts ports)
    {
        var variables = WorkloadEnvironment.Create(folder.Root, python);
        var place = identities.AccessOf(context, step.Compute).Place;
        foreach (var (name, value) in tracking.Of(step.Job, run.Root, place, served.Numeric)) variables[name] = value;
        variables["AZUREML_EXPERIMENT_NAME"] = context.Experiment;
        variables["AZUREML_NODE_COUNT"] = "1";
        foreach (var (name, value) in ports.Inputs) variables[$"AZURE_ML_INPUT_{name}"] = value;
        foreach (var (name, value) in ports.Outputs) variables[$"AZURE_ML_OUTPUT_{name}"] = value;
        var declared = step.Definition.Variables.ToDictionary(pair => pair.Key, pair => ports.Fill(pair.Value));
        var (who, form, runsIn) = identities.OfProcess(context, step.Compute);
        var grant = cloud.Apply(variables, declared, who, form, runsIn);
        return (variables, grant);
    }
}
