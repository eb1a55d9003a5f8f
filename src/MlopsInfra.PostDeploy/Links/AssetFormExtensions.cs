namespace MlopsInfra.PostDeploy.Links;

/// <summary>Writing of references to assets.</summary>
internal static class AssetFormExtensions
{
    /// <summary>An id in a form. What is no ARM id, such as an address in a registry, is the same in all of them.</summary>
    /// <param name="form">The form.</param>
    /// <param name="id">The bare ARM id, or the reference as it was written.</param>
    public static string Write(this AssetForm form, string id) =>
        form == AssetForm.Spec && id.StartsWith('/') ? "azureml:" + id : id;
}
