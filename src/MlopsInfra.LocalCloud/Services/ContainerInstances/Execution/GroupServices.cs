using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalCloud.Workloads.Serving;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>What groups are run with.</summary>
/// <param name="Host">Starts processes.</param>
/// <param name="Images">Finds images.</param>
/// <param name="Environment">Leads processes to this cloud.</param>
/// <param name="Identities">Finds identities.</param>
/// <param name="Pythons">Finds Python.</param>
/// <param name="Server">Serves entry scripts.</param>
/// <param name="Speed">How long a back-off is.</param>
/// <param name="Logs">Sends output to a workspace.</param>
internal sealed record GroupServices(
    WorkloadHost Host, RegistryImages Images, CloudEnvironment Environment, WorkloadIdentities Identities,
    PythonInstallations Pythons, InferenceServerCommand Server, PlaySpeed Speed, ContainerLogs Logs);
