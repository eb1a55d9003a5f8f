namespace MlopsInfra.Review.Rights;

/// <summary>A right in words: who may do what where.</summary>
/// <param name="Who">As in <c>identity id-mlops-dev-training</c>.</param>
/// <param name="What">The role, as in <c>Storage Blob Data Reader</c>; for a federated credential: <c>sign in</c>.</param>
/// <param name="Where">As in <c>storage account stmlopsdev</c>; for a federated credential: as which identity.</param>
/// <param name="Why">What the program says it is for; null if nothing.</param>
public sealed record Right(string Who, string What, string Where, string? Why)
{
    /// <summary>Whether two rights are the same, whatever they are said to be for.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSameAs(Right other) => Key.Equals(other.Key);

    /// <summary>What makes a right this one and no other.</summary>
    public (string Who, string What, string Where) Key => (Who, What, Where);
}
