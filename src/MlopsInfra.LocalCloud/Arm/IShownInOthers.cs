namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A type of resources that others show something of, as an account the private endpoints that lead to it.</summary>
internal interface IShownInOthers
{
    /// <summary>Adds what they have to do with another resource to what a GET shows of that.</summary>
    /// <param name="show">The other one, and what is shown of it, to be changed.</param>
    void ShowIn(ShowContext show);
}
