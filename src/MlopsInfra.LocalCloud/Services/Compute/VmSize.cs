namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>A size of virtual machines.</summary>
/// <param name="Name">Its name, as Azure spells it.</param>
/// <param name="Family">The family that its quota is counted in; null if not known.</param>
/// <param name="Cores">Its vCPUs, which count against the quota.</param>
/// <param name="UsableCores">The vCPUs that it lets one use: fewer, where its name says so (Standard_E16-4s_v5).</param>
/// <param name="Memory">Its memory in GiB; null if not known.</param>
/// <param name="Gpus">Its GPUs; null if it has none, a part of one, or if it is not known.</param>
internal sealed record VmSize(string Name, string? Family, int Cores, int UsableCores, double? Memory, int? Gpus);
