using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine.Providers;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>
/// A resource type that programs have and Azure has not: azure-native's own, which writes a part of another resource.
/// </summary>
internal interface IProgramType
{
    /// <summary>Its token, as in <c>azure-native:keyvault:AccessPolicy</c>.</summary>
    string Token { get; }

    /// <summary>Creates one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="request">What the engine asks for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArmException">Azure refuses what it writes.</exception>
    ValueTask<ResourceState> CreateAsync(string id, CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Changes one.</summary>
    /// <param name="request">What the engine asks for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArmException">Azure refuses what it writes.</exception>
    ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>What is there; null if there is none.</summary>
    /// <param name="id">Its id.</param>
    ResourceState? Read(string id);

    /// <summary>Deletes one; that there is none is no error.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArmException">Azure refuses it.</exception>
    ValueTask DeleteAsync(string id, CancellationToken cancellationToken);
}
